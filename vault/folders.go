package vault

import (
	"path"
	"slices"
	"strings"
)

// Folder is one of the vault's own top-level folders.
type Folder string

// The folders of the desk.
const (
	Inbox           Folder = "Inbox"            // dropped mails (.eml)
	NeedsAction     Folder = "Needs_Action"     // questions to the owner
	Plans           Folder = "Plans"            // what is going to happen
	PendingApproval Folder = "Pending_Approval" // requests that wait for a decision
	Approved        Folder = "Approved"         // moved here = yes
	Rejected        Folder = "Rejected"         // moved here = no
	Completed       Folder = "Completed"        // what was done
	SocialPosts     Folder = "Social_Posts"     // posts with their slot
	Audits          Folder = "Audits"           // weekly audits
	CEOBriefings    Folder = "CEO_Briefings"    // Monday pages
)

// The pages that lie at the top of the vault.
const (
	DashboardPage = "Dashboard.md"
	HandbookPage  = "Company_Handbook.md"
	GoalsPage     = "Business_Goals.md"
	WelcomePage   = "Welcome.md"
	PausePage     = "PAUSE.md" // there only while the work is paused
)

// Folders lists all folders in the order in which work passes through them.
func Folders() []Folder {
	return []Folder{
		Inbox, NeedsAction, Plans, PendingApproval, Approved, Rejected, Completed, SocialPosts, Audits, CEOBriefings,
	}
}

// Join gives the path of a file in the folder.
func (f Folder) Join(names ...string) string {
	return path.Join(append([]string{string(f)}, names...)...)
}

// FolderOf says in which folder a path of the vault lies; false for the pages at the top and for foreign folders.
func FolderOf(name string) (Folder, bool) {
	first, _, nested := strings.Cut(path.Clean(name), "/")
	if !nested || !slices.Contains(Folders(), Folder(first)) {
		return "", false
	}
	return Folder(first), true
}
