package graph

// kind is what an ID stands for.
type kind string

const (
	kindPage      kind = "page"
	kindPost      kind = "post"
	kindPhoto     kind = "photo"
	kindVideo     kind = "video"
	kindComment   kind = "comment"
	kindIG        kind = "ig"
	kindContainer kind = "container"
	kindMedia     kind = "media"
	kindIGComment kind = "igcomment"
	kindThread    kind = "thread"
	kindMessage   kind = "message"
	kindDebug     kind = "debug_token"
)

type node struct {
	kind kind
	id   string
}

// Edge is one thing to call, as the specification files know it.
type Edge struct {
	// Spec is the specification file that describes it, empty when there is none; Also are others that must agree.
	Spec string
	Also []string
	// Method and Endpoint as in the specification; Endpoint "" is the node itself, whose API is called Name.
	Method, Endpoint, Name string
	Params                 []string
	// Files are parameters whose value may be bytes.
	Files    []string
	Required []string
	Enums    map[string][]string
	// Gives is the node whose fields may be asked for.
	Gives string
	// Lacks are fields that tell this node from others by being refused, which is no misuse.
	Lacks []string
	Right string

	handle func(*Server, call) reply
}

// Everywhere lists what Graph takes on every edge and the specification files
// do not repeat.
func Everywhere() []string {
	return []string{"access_token", "appsecret_proof", "format", "fields", "limit", "after", "before", "since", "until", "summary"}
}

// Edges are all that there is to call, by name.
func Edges() map[string]Edge { return edges() }

func edges() map[string]Edge {
	out := pageEdges()
	for name, e := range instagramEdges() {
		out[name] = e
	}
	for name, e := range commonEdges() {
		out[name] = e
	}
	return out
}

func pageEdges() map[string]Edge {
	listing := []string{"include_hidden", "show_expired", "with"}
	return map[string]Edge{
		"GET page": {Spec: "Page", Method: "GET", Name: "#get", Gives: "Page", handle: (*Server).getPage},
		"POST page/feed": {
			Spec: "Page", Method: "POST", Endpoint: "feed", Right: rightPost,
			Params: []string{"message", "link", "attached_media", "published"}, Gives: "PagePost", handle: (*Server).postFeed,
		},
		"GET page/feed":            {Spec: "Page", Method: "GET", Endpoint: "feed", Params: listing, Gives: "PagePost", Right: rightRead, handle: (*Server).listPosts},
		"GET page/published_posts": {Spec: "Page", Method: "GET", Endpoint: "published_posts", Params: listing, Gives: "PagePost", Right: rightRead, handle: (*Server).listPosts},
		"GET page/posts":           {Spec: "Page", Method: "GET", Endpoint: "posts", Params: listing, Gives: "PagePost", Right: rightRead, handle: (*Server).listPosts},
		"POST page/photos": {
			Spec: "Page", Method: "POST", Endpoint: "photos", Right: rightPost, Files: []string{"source"},
			Params: []string{"url", "published", "alt_text_custom", "temporary"}, Gives: "Photo", handle: (*Server).postPhoto,
		},
		"POST page/videos": {
			Spec: "Page", Method: "POST", Endpoint: "videos", Right: rightPost, Files: []string{"video_file_chunk"},
			Params: []string{"upload_phase", "file_size", "upload_session_id", "start_offset", "description", "file_url", "published"},
			Enums:  map[string][]string{"upload_phase": {"START", "TRANSFER", "FINISH", "CANCEL"}}, Gives: "AdVideo", handle: (*Server).postVideo,
		},
		"GET page/videos": {Spec: "Page", Method: "GET", Endpoint: "videos", Params: []string{"type"}, Gives: "AdVideo", Right: rightRead, handle: (*Server).listVideos},
		"POST page/video_reels": {
			Spec: "Page", Method: "POST", Endpoint: "video_reels", Right: rightPost, Required: []string{"upload_phase"},
			Params: []string{"upload_phase", "video_id", "video_state", "description"},
			Enums:  map[string][]string{"upload_phase": {"START", "FINISH"}, "video_state": {"PUBLISHED", "DRAFT", "SCHEDULED"}}, Gives: "AdVideo", handle: (*Server).postReel,
		},
		"POST page/messages": {
			Spec: "Page", Method: "POST", Endpoint: "messages", Right: rightMessage, Required: []string{"recipient", "message"},
			Params: []string{"recipient", "message", "messaging_type"}, Enums: map[string][]string{"messaging_type": {"RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY"}},
			handle: (*Server).postMessage,
		},
		"GET page/conversations": {
			Spec: "Page", Method: "GET", Endpoint: "conversations", Right: rightMessage, Params: []string{"platform", "user_id"},
			Enums: map[string][]string{"platform": {"MESSENGER", "INSTAGRAM"}}, Gives: "UnifiedThread", handle: (*Server).listThreads,
		},
	}
}

func commonEdges() map[string]Edge {
	comment := []string{"message"}
	return map[string]Edge{
		"GET debug_token":     {Method: "GET", Params: []string{"input_token"}, Required: []string{"input_token"}, handle: (*Server).debugToken},
		"GET post":            {Spec: "PagePost", Method: "GET", Name: "#get", Gives: "PagePost", Right: rightRead, handle: (*Server).getPost},
		"DELETE post":         {Spec: "PagePost", Method: "DELETE", Name: "#delete", Right: rightPost, handle: (*Server).remove},
		"GET post/comments":   {Spec: "PagePost", Method: "GET", Endpoint: "comments", Params: []string{"filter", "order"}, Gives: "Comment", Right: rightRead, handle: (*Server).listComments},
		"POST post/comments":  {Spec: "PagePost", Method: "POST", Endpoint: "comments", Params: comment, Right: rightEngage, Gives: "Comment", handle: (*Server).postComment},
		"GET post/insights":   {Spec: "PagePost", Method: "GET", Endpoint: "insights", Params: []string{"metric", "period"}, Required: []string{"metric"}, Right: rightInsights, handle: (*Server).postInsights},
		"GET photo":           {Spec: "Photo", Method: "GET", Name: "#get", Gives: "Photo", Right: rightRead, handle: (*Server).getPhoto},
		"GET video":           {Spec: "AdVideo", Method: "GET", Name: "#get", Gives: "AdVideo", Right: rightRead, handle: (*Server).getVideo},
		"DELETE video":        {Spec: "AdVideo", Method: "DELETE", Name: "#delete", Right: rightPost, handle: (*Server).remove},
		"GET video/comments":  {Spec: "AdVideo", Method: "GET", Endpoint: "comments", Params: []string{"filter", "order"}, Gives: "Comment", Right: rightRead, handle: (*Server).listComments},
		"POST video/comments": {Spec: "AdVideo", Method: "POST", Endpoint: "comments", Params: comment, Right: rightEngage, Gives: "Comment", handle: (*Server).postComment},
		"GET video/video_insights": {
			Spec: "AdVideo", Method: "GET", Endpoint: "video_insights", Params: []string{"metric", "period"}, Required: []string{"metric"}, Right: rightInsights, handle: (*Server).postInsights,
		},
		"GET comment":           {Spec: "Comment", Method: "GET", Name: "#get", Gives: "Comment", Lacks: []string{"shares"}, Right: rightRead, handle: (*Server).getComment},
		"DELETE comment":        {Spec: "Comment", Method: "DELETE", Name: "#delete", Right: rightEngage, handle: (*Server).remove},
		"GET comment/comments":  {Spec: "Comment", Method: "GET", Endpoint: "comments", Params: []string{"filter", "order"}, Gives: "Comment", Right: rightRead, handle: (*Server).listComments},
		"POST comment/comments": {Spec: "Comment", Method: "POST", Endpoint: "comments", Params: comment, Right: rightEngage, Gives: "Comment", handle: (*Server).postComment},
		"GET thread/messages":   {Spec: "UnifiedThread", Method: "GET", Endpoint: "messages", Gives: "Message", Right: rightMessage, handle: (*Server).listMessages},
	}
}

func instagramEdges() map[string]Edge {
	return map[string]Edge{
		"GET ig": {Spec: "IGUser", Also: []string{"IGUserForIGOnlyAPI"}, Method: "GET", Name: "#get", Gives: "IGUser", handle: (*Server).getAccount},
		"POST ig/media": {
			Spec: "IGUser", Also: []string{"IGUserForIGOnlyAPI"}, Method: "POST", Endpoint: "media", Right: rightPublishIG, Gives: "ShadowIGMediaBuilder",
			Params: []string{"image_url", "video_url", "media_type", "caption", "alt_text", "is_carousel_item", "children", "upload_type", "share_to_feed"},
			Enums:  map[string][]string{"media_type": {"REELS", "VIDEO", "CAROUSEL"}, "upload_type": {"RESUMABLE"}}, handle: (*Server).postContainer,
		},
		"POST ig/media_publish": {
			Spec: "IGUser", Method: "POST", Endpoint: "media_publish", Right: rightPublishIG,
			Params: []string{"creation_id"}, Required: []string{"creation_id"}, Gives: "IGMedia", handle: (*Server).publishContainer,
		},
		"GET ig/media": {Spec: "IGUser", Also: []string{"IGUserForIGOnlyAPI"}, Method: "GET", Endpoint: "media", Gives: "IGMedia", handle: (*Server).listMedia},
		"GET ig/content_publishing_limit": {
			Spec: "IGUser", Also: []string{"IGUserForIGOnlyAPI"}, Method: "GET", Endpoint: "content_publishing_limit", Gives: "ContentPublishingLimitResponse", handle: (*Server).getLimit,
		},
		"POST ig/messages": {
			Spec: "IGUserForIGOnlyAPI", Method: "POST", Endpoint: "messages", Right: rightMessage, Required: []string{"recipient", "message"},
			Params: []string{"recipient", "message", "messaging_type"}, Enums: map[string][]string{"messaging_type": {"RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY"}},
			handle: (*Server).postMessage,
		},
		"GET ig/conversations": {
			Spec: "IGUserForIGOnlyAPI", Method: "GET", Endpoint: "conversations", Right: rightMessage, Params: []string{"platform", "user_id"},
			Enums: map[string][]string{"platform": {"MESSENGER", "INSTAGRAM"}}, Gives: "UnifiedThread", handle: (*Server).listThreads,
		},
		"GET container":          {Spec: "ShadowIGMediaBuilder", Method: "GET", Name: "#get", Gives: "ShadowIGMediaBuilder", handle: (*Server).getContainer},
		"GET media":              {Spec: "IGMedia", Method: "GET", Name: "#get", Gives: "IGMedia", handle: (*Server).getMedia},
		"DELETE media":           {Spec: "IGMedia", Method: "DELETE", Name: "#delete", Right: rightRemoveIG, handle: (*Server).remove},
		"GET media/comments":     {Spec: "IGMedia", Method: "GET", Endpoint: "comments", Gives: "IGComment", Right: rightComments, handle: (*Server).listComments},
		"POST media/comments":    {Spec: "IGMedia", Method: "POST", Endpoint: "comments", Params: []string{"message"}, Right: rightComments, Gives: "IGComment", handle: (*Server).postComment},
		"GET media/insights":     {Spec: "IGMedia", Method: "GET", Endpoint: "insights", Params: []string{"metric", "period"}, Required: []string{"metric"}, Right: rightInsights, handle: (*Server).mediaInsights},
		"GET igcomment":          {Spec: "IGComment", Method: "GET", Name: "#get", Gives: "IGComment", Lacks: []string{"permalink"}, handle: (*Server).getComment},
		"DELETE igcomment":       {Spec: "IGComment", Method: "DELETE", Name: "#delete", Right: rightComments, handle: (*Server).remove},
		"GET igcomment/replies":  {Spec: "IGComment", Method: "GET", Endpoint: "replies", Gives: "IGComment", Right: rightComments, handle: (*Server).listComments},
		"POST igcomment/replies": {Spec: "IGComment", Method: "POST", Endpoint: "replies", Params: []string{"message"}, Right: rightComments, Gives: "IGComment", handle: (*Server).postComment},
	}
}

// Fields are the fields that may be asked for, by specification file.
func Fields() map[string][]string {
	return map[string][]string{
		"Page": {"id", "name", "link", "username", "is_published"},
		"PagePost": {
			"id", "message", "created_time", "permalink_url", "application", "is_published", "shares", "from", "attachments", "comments", "reactions", "status_type",
		},
		"Photo":                          {"id", "alt_text_custom", "created_time", "link"},
		"AdVideo":                        {"id", "description", "created_time", "permalink_url", "published", "status", "views", "post_id", "comments", "likes", "length"},
		"Comment":                        {"id", "message", "created_time", "from", "permalink_url", "parent", "like_count", "comment_count"},
		"IGUser":                         {"id", "username", "name"},
		"ShadowIGMediaBuilder":           {"id", "status", "status_code"},
		"IGMedia":                        {"id", "caption", "timestamp", "permalink", "media_type", "media_product_type", "shortcode", "like_count", "comments_count", "username"},
		"IGComment":                      {"id", "text", "timestamp", "from", "username", "parent_id", "media"},
		"ContentPublishingLimitResponse": {"quota_usage", "config"},
		"UnifiedThread":                  {"id", "updated_time", "participants"},
		"Message":                        {"id", "message", "from", "created_time", "to"},
	}
}
