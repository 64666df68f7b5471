package contract

// Workflow types, in the owner's words. The Web UI shows them.
const (
	GmailToOdooInvoice = "GmailToOdooInvoice"
	GmailWatch         = "GmailWatch"

	WeeklyAuditAndBriefing = "WeeklyAuditAndBriefing"
	// PaymentReminder asks the owner about one reminder that a page suggests, and lays it among the drafts.
	PaymentReminder = "PaymentReminder"
	// ScheduledSocialPost is the process of one note in Social_Posts/; PublishSocialPost carries one of its slots out.
	ScheduledSocialPost = "ScheduledSocialPost"
	PublishSocialPost   = "PublishSocialPost"
	// RemoveSocialPost takes published posts down again.
	RemoveSocialPost = "RemoveSocialPost"
	// The look-ups read Odoo for an assistant; they take a FindCustomerInput, a FindInvoicesInput and a ListInvoicesInput.
	LookUpCustomer    = "LookUpCustomer"
	LookUpInvoices    = "LookUpInvoices"
	LookUpInvoiceList = "LookUpInvoiceList"
)

// Activities. The verb tells the retry class: Fetch, List, Find and Read are
// reads; Ensure is an idempotent write; Create, Publish and Delete are outside
// writes and get one attempt; Verify reads back after a write.
const (
	MailReadRequest Activity[ReadRequestInput, Reading] = "mail.ReadRequest"

	GmailListNew     Activity[GmailListInput, GmailListResult] = "gmail.ListNew"
	GmailFetchMail   Activity[GmailFetchInput, MailRef]        = "gmail.FetchMail"
	GmailEnsureLabel Activity[GmailLabelInput, Nothing]        = "gmail.EnsureLabel"

	GmailCreateDraft Activity[CreateMailDraftInput, DraftOutcome] = "gmail.CreateDraft"
	GmailVerifyDraft Activity[VerifyMailDraftInput, DraftOutcome] = "gmail.VerifyDraft"

	OdooFindCustomer       Activity[FindCustomerInput, CustomerMatch]        = "odoo.FindCustomer"
	OdooFindDuplicates     Activity[FindDuplicatesInput, DuplicatesResult]   = "odoo.FindDuplicates"
	OdooCreateDraftInvoice Activity[CreateDraftInvoiceInput, InvoiceOutcome] = "odoo.CreateDraftInvoice"
	OdooVerifyDraftInvoice Activity[VerifyDraftInvoiceInput, InvoiceOutcome] = "odoo.VerifyDraftInvoice"
	OdooEnsureAttachment   Activity[EnsureAttachmentInput, Attachment]       = "odoo.EnsureAttachment"
	OdooFindProducts       Activity[FindProductsInput, ProductMatch]         = "odoo.FindProducts"
	OdooFindInvoices       Activity[FindInvoicesInput, FoundInvoices]        = "odoo.FindInvoices"
	OdooListInvoices       Activity[ListInvoicesInput, FoundInvoices]        = "odoo.ListInvoices"
	OdooListBooks          Activity[ListBooksInput, Books]                   = "odoo.ListBooks"
	OdooFindDebt           Activity[FindDebtInput, Debt]                     = "odoo.FindDebt"

	OdooFindSales            Activity[FindSalesInput, SalesMatch]              = "odoo.FindSales"
	OdooCreateDraftQuotation Activity[CreateDraftInvoiceInput, InvoiceOutcome] = "odoo.CreateDraftQuotation"
	OdooVerifyDraftQuotation Activity[VerifyDraftInvoiceInput, InvoiceOutcome] = "odoo.VerifyDraftQuotation"

	OdooFindPayments       Activity[FindPaymentsInput, PaymentMatch]         = "odoo.FindPayments"
	OdooCreateDraftPayment Activity[CreateDraftPaymentInput, InvoiceOutcome] = "odoo.CreateDraftPayment"
	OdooVerifyDraftPayment Activity[VerifyDraftPaymentInput, InvoiceOutcome] = "odoo.VerifyDraftPayment"

	FacebookFetchAccount   Activity[FetchAccountInput, Account]    = "facebook.FetchAccount"
	FacebookEnsurePrepared Activity[PreparePostInput, Prepared]    = "facebook.EnsurePrepared"
	FacebookFetchPrepared  Activity[FetchPreparedInput, Prepared]  = "facebook.FetchPrepared"
	FacebookPublishPost    Activity[PublishPostInput, PostOutcome] = "facebook.PublishPost"
	FacebookFindPost       Activity[FindPostInput, FoundPosts]     = "facebook.FindPost"
	FacebookVerifyPost     Activity[VerifyPostInput, PostOutcome]  = "facebook.VerifyPost"
	FacebookDeletePost     Activity[DeletePostInput, Nothing]      = "facebook.DeletePost"
	FacebookFetchMetrics   Activity[FetchMetricsInput, Metrics]    = "facebook.FetchMetrics"

	InstagramFetchAccount   Activity[FetchAccountInput, Account]    = "instagram.FetchAccount"
	InstagramEnsurePrepared Activity[PreparePostInput, Prepared]    = "instagram.EnsurePrepared"
	InstagramFetchPrepared  Activity[FetchPreparedInput, Prepared]  = "instagram.FetchPrepared"
	InstagramPublishPost    Activity[PublishPostInput, PostOutcome] = "instagram.PublishPost"
	InstagramFindPost       Activity[FindPostInput, FoundPosts]     = "instagram.FindPost"
	InstagramVerifyPost     Activity[VerifyPostInput, PostOutcome]  = "instagram.VerifyPost"
	InstagramDeletePost     Activity[DeletePostInput, Nothing]      = "instagram.DeletePost"
	InstagramFetchMetrics   Activity[FetchMetricsInput, Metrics]    = "instagram.FetchMetrics"

	XFetchAccount   Activity[FetchAccountInput, Account]    = "x.FetchAccount"
	XEnsurePrepared Activity[PreparePostInput, Prepared]    = "x.EnsurePrepared"
	XFetchPrepared  Activity[FetchPreparedInput, Prepared]  = "x.FetchPrepared"
	XPublishPost    Activity[PublishPostInput, PostOutcome] = "x.PublishPost"
	XFindPost       Activity[FindPostInput, FoundPosts]     = "x.FindPost"
	XVerifyPost     Activity[VerifyPostInput, PostOutcome]  = "x.VerifyPost"
	XDeletePost     Activity[DeletePostInput, Nothing]      = "x.DeletePost"
	XFetchMetrics   Activity[FetchMetricsInput, Metrics]    = "x.FetchMetrics"

	PostsReadPost        Activity[ReadPostInput, PostReading]    = "posts.ReadPost"
	PostsEnsureNote      Activity[EnsurePostNoteInput, NoteRef]  = "posts.EnsureNote"
	PostsEnsurePublished Activity[EnsurePublishedInput, Nothing] = "posts.EnsurePublished"

	PostsFindPublished Activity[FindPublishedInput, PublishedPosts] = "posts.FindPublished"

	NotesFetchHandbook Activity[Nothing, Handbook]                  = "notes.FetchHandbook"
	NotesEnsureNote    Activity[Note, NoteRef]                      = "notes.EnsureNote"
	NotesFetchDecision Activity[FetchDecisionInput, Decision]       = "notes.FetchDecision"
	NotesEnsureFiled   Activity[FileNoteInput, NoteRef]             = "notes.EnsureFiled"
	AuditEnsureRecords Activity[[]AuditRecord, EnsureRecordsResult] = "audit.EnsureRecords"

	NotesFindWeek     Activity[FindWeekInput, WeekSpan]    = "notes.FindWeek"
	NotesListWeek     Activity[ListWeekInput, VaultWeek]   = "notes.ListWeek"
	NotesEnsureWeek   Activity[Week, BriefingResult]       = "notes.EnsureWeek"
	AuditListWeek     Activity[ListWeekInput, AuditWeek]   = "audit.ListWeek"
	ProcessesListWeek Activity[ListWeekInput, ProcessWeek] = "processes.ListWeek"
	MailListWeek      Activity[ListWeekInput, MailWeek]    = "mail.ListWeek"
	PostsListWeek     Activity[ListWeekInput, PostWeek]    = "posts.ListWeek"
)

// SignalDecision tells a process to look at the vault: the owner has moved,
// edited or deleted the note of a request. It carries a DecisionSignal, is
// delivered at least once, and decides nothing by itself.
const SignalDecision = "decision"

// UpdateDecision is SignalDecision as an update, which a waiting process gets
// sooner. It answers at once; who gets no answer signals instead.
const UpdateDecision = "decided"

// SignalFollowUp tells the process of a mail that another mail belongs to it; it
// carries a FollowUp. It is answered with SignalFollowUpAnswer, always, so that
// no mail falls between two processes.
const (
	SignalFollowUp       = "follow-up"
	SignalFollowUpAnswer = "follow-up-answer"
)

// SignalPollNow asks GmailWatch to poll without waiting for its interval.
const SignalPollNow = "poll-now"

// QueryStatus returns a ProcessStatus.
const QueryStatus = "status"

// TaskQueue holds workflow tasks and the activities of outside systems.
const TaskQueue = "employee"

// Search attributes registered in the namespace.
const (
	SearchCounterparty = "EmployeeCounterparty" // Keyword: customer's name
	SearchAmount       = "EmployeeAmount"       // Double: total, for sorting only; the exact figure is in the note
	SearchCurrency     = "EmployeeCurrency"     // Keyword: ISO 4217
	SearchStatus       = "EmployeeStatus"       // Keyword: one of the Status constants
	SearchWaitingSince = "EmployeeWaitingSince" // Datetime: since when a person is waited for
)

// Values of SearchStatus and ProcessStatus.Status.
const (
	StatusWatching        = "watching"
	StatusReading         = "reading"
	StatusWaitingAnswer   = "waiting_for_answer"
	StatusWaitingApproval = "waiting_for_approval"
	StatusWaitingSystem   = "waiting_for_system"
	StatusWaitingNote     = "waiting_for_note" // a post that must be put right, or is not ready
	StatusScheduled       = "scheduled"
	StatusPaused          = "paused"
	StatusEffect          = "carrying_out"
	StatusVerifying       = "looking_for_lost_answer"
	StatusDone            = "done"
	StatusDryRun          = "dry_run"
	StatusRejected        = "rejected"
	StatusWithdrawn       = "withdrawn"
	StatusExpired         = "expired"
	StatusIgnored         = "ignored"
	StatusHandedOver      = "handed_over"
	StatusJoined          = "joined" // it belongs to the request of another mail
	StatusUnknown         = "unknown"
	StatusRefused         = "refused"
	StatusPartly          = "partly"  // done on some platforms, not on others
	StatusRemoved         = "removed" // it was published, and taken down again
)
