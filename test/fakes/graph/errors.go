package graph

import (
	"maps"
	"net/http"
	"slices"
)

// Failure is an error of Graph.
type Failure struct {
	Status        int
	Code, Subcode int
	Type, Message string
	Transient     bool
	// UserMessage is what Graph says to a person, empty = nothing.
	UserMessage string
}

// Error implements error, so that a fetch hook may return it.
func (f *Failure) Error() string { return f.Message }

func (f *Failure) reply() reply {
	body := map[string]any{"message": f.Message, "type": f.Type, "code": f.Code, "fbtrace_id": "AtRaCe0001"}
	if f.Subcode != 0 {
		body["error_subcode"] = f.Subcode
	}
	if f.Transient {
		body["is_transient"] = true
	}
	if f.UserMessage != "" {
		body["error_user_title"], body["error_user_msg"] = "Not possible", f.UserMessage
	}
	return reply{status: f.Status, body: map[string]any{"error": body}}
}

// failed gives a row of the error table; a name that is not in it is a bug of
// the fake.
func failed(row string) *Failure {
	f, known := table()[row]
	if !known {
		panic("test/fakes/graph: no row " + row + " in the error table")
	}
	return &f
}

// Rows are the names of the error table.
func Rows() []string { return slices.Sorted(maps.Keys(table())) }

// Row gives an error of the table, for scripts.
func Row(name string) *Failure { return failed(name) }

const (
	oauth       = "OAuthException"
	graphMethod = "GraphMethodException"
)

// table is the error table of Graph as far as publishing meets it.
func table() map[string]Failure {
	bad, unauthorized := http.StatusBadRequest, http.StatusUnauthorized
	return map[string]Failure{
		"app limit":              {bad, 4, 0, oauth, "(#4) Application request limit reached", true, ""},
		"user limit":             {bad, 17, 0, oauth, "(#17) User request limit reached", true, ""},
		"page limit":             {bad, 32, 0, oauth, "(#32) Page request limit reached", true, ""},
		"call limit":             {bad, 613, 0, oauth, "(#613) Calls to this api have exceeded the rate limit.", true, ""},
		"spam limit":             {bad, 341, 0, oauth, "(#341) Feed action request limit reached", false, ""},
		"page use case limit":    {bad, 80001, 0, oauth, "(#80001) There have been too many calls to this Page account.", true, ""},
		"instagram limit":        {bad, 80002, 0, oauth, "(#80002) There have been too many calls to this Instagram account.", true, ""},
		"action blocked":         {http.StatusForbidden, 4, 2207051, oauth, "Application request limit reached", false, "We restrict certain activity to protect our community."},
		"unknown error":          {http.StatusInternalServerError, 1, 0, oauth, "An unknown error has occurred.", false, ""},
		"service down":           {http.StatusInternalServerError, 2, 0, oauth, "Service temporarily unavailable", true, ""},
		"server failed":          {http.StatusInternalServerError, -1, 2207001, oauth, "Instagram server error. Try again.", true, ""},
		"download timeout":       {bad, -2, 2207003, oauth, "It takes too long to download the media.", false, ""},
		"container expired":      {bad, -2, 2207020, oauth, "The media you are trying to access has expired.", false, ""},
		"fetch failed":           {bad, 9004, 2207052, oauth, "Only photo or video can be accepted as media type.", false, "The media could not be fetched from this URI."},
		"media not ready":        {bad, 9007, 2207027, oauth, "Media ID is not available", false, "The media is not ready for publishing, please wait for a moment"},
		"container not found":    {bad, 24, 2207008, oauth, "The requested resource does not exist", false, ""},
		"container not yours":    {bad, 100, 2207006, oauth, "Media not found, or you have no permission", false, ""},
		"daily limit":            {bad, 9, 2207042, oauth, "Application request limit reached", false, "You reached the maximum number of posts that is allowed to be published by Content Publishing API."},
		"bad parameter":          {bad, 100, 0, oauth, "(#100) Invalid parameter", false, ""},
		"nothing to post":        {bad, 100, 1609008, oauth, "(#100) The post is empty", false, ""},
		"metric removed":         {bad, 100, 0, oauth, "(#100) The value must be a valid insights metric", false, ""},
		"missing object":         {bad, 100, 33, graphMethod, "Unsupported request. Object with this ID does not exist, cannot be loaded due to missing permissions, or does not support this operation.", false, ""},
		"proof missing":          {bad, 100, 0, oauth, "API calls from the server require an appsecret_proof argument", false, ""},
		"proof wrong":            {bad, 100, 0, oauth, "Invalid appsecret_proof provided in the API argument", false, ""},
		"no permission":          {http.StatusForbidden, 10, 0, oauth, "(#10) Application does not have permission for this action", false, ""},
		"no right":               {http.StatusForbidden, 200, 0, oauth, "(#200) If posting to a page, requires both pages_read_engagement and pages_manage_posts", false, ""},
		"not capable":            {bad, 3, 0, oauth, "(#3) Application does not have the capability to make this API call.", false, ""},
		"no management right":    {http.StatusForbidden, 294, 0, oauth, "(#294) Managing advertisements requires an extended permission", false, ""},
		"no token":               {unauthorized, 104, 0, oauth, "An access token is required to request this resource.", false, ""},
		"session over":           {unauthorized, 102, 0, oauth, "Session key invalid or no longer valid", false, ""},
		"invalid token":          {unauthorized, 190, 0, oauth, "Invalid OAuth access token - Cannot parse access token", false, ""},
		"app removed":            {unauthorized, 190, 458, oauth, "Error validating access token: The user has not authorized application.", false, ""},
		"checkpoint":             {unauthorized, 190, 459, oauth, "Error validating access token: The user is enrolled in a blocking checkpoint.", false, ""},
		"password changed":       {unauthorized, 190, 460, oauth, "Error validating access token: The session has been invalidated because the user changed the password.", false, ""},
		"expired token":          {unauthorized, 190, 463, oauth, "Error validating access token: Session has expired.", false, ""},
		"unconfirmed user":       {unauthorized, 190, 464, oauth, "Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.", false, ""},
		"token no longer valid":  {unauthorized, 190, 467, oauth, "Error validating access token: This may be because the user logged out.", false, ""},
		"no role on page":        {unauthorized, 190, 492, oauth, "Error validating access token: the user has no role on the page.", false, ""},
		"policy block":           {bad, 368, 0, oauth, "The action attempted has been deemed abusive or is otherwise disallowed", false, ""},
		"account restricted":     {http.StatusForbidden, 25, 2207050, oauth, "The Instagram account is restricted.", false, ""},
		"duplicate":              {bad, 506, 1455006, oauth, "Duplicate status message", false, "This status update is identical to the last one you posted."},
		"link not scraped":       {bad, 1500, 1609005, oauth, "The url you supplied is invalid", false, "The link could not be scraped."},
		"link refused":           {bad, 1609005, 0, oauth, "The link could not be scraped", false, ""},
		"image too large":        {bad, 36000, 2207004, oauth, "The image size is too large.", false, "The image is too large to download. It should be less than 8 MiB."},
		"image format":           {bad, 36001, 2207005, oauth, "The image format is not supported.", false, ""},
		"aspect ratio":           {bad, 36003, 2207009, oauth, "The aspect ratio is not supported.", false, "The submitted image's aspect ratio cannot be published."},
		"video format":           {bad, 352, 2207026, oauth, "The video format is not supported.", false, ""},
		"person unavailable":     {bad, 551, 1545041, oauth, "(#551) This person isn't available right now.", false, ""},
		"outside window":         {bad, 10, 2018278, oauth, "(#10) This message is sent outside of allowed window.", false, ""},
		"outside window, other":  {bad, 10, 2534022, oauth, "(#10) This message is sent outside of allowed window.", false, ""},
		"unavailable, other":     {bad, 100, 1545041, oauth, "(#100) This person isn't available right now.", false, ""},
		"unknown path":           {bad, 2500, 0, oauth, "Unknown path components", false, ""},
		"unknown version":        {bad, 2500, 0, oauth, "Unknown path components: the version does not exist", false, ""},
		"deletion not supported": {bad, 100, 0, oauth, "(#100) Unsupported delete request", false, ""},
	}
}
