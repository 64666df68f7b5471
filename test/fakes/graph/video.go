package graph

import (
	"net/http"
	"strconv"
	"strings"
)

// postVideo takes a video by its address in one call, or its bytes in the
// phases start, transfer and finish; finish makes it public.
func (s *Server) postVideo(c call) reply {
	switch strings.ToLower(c.params["upload_phase"]) {
	case "":
		return s.videoByAddress(c)
	case "start":
		size := number(c.params["file_size"])
		if size <= 0 {
			return s.violate(c.name, "file_size is missing").reply()
		}
		v := s.state.add(item{kind: kindVideo, at: c.now, size: size, source: "upload", form: "VIDEO"})
		v.session = "5" + v.id
		s.state.sessions[v.session] = v.id
		return ok(map[string]any{"upload_session_id": v.session, "video_id": v.id, "start_offset": "0", "end_offset": strconv.FormatInt(min(size, chunk), 10)})
	case "transfer":
		return s.transferVideo(c)
	default:
		return s.finishVideo(c)
	}
}

// chunk is how much of a video Graph asks for at once.
const chunk = 1 << 20

func (s *Server) videoByAddress(c call) reply {
	if c.params["file_url"] == "" {
		return s.violate(c.name, "neither file_url nor upload_phase").reply()
	}
	if f := s.fetched(c.params["file_url"]); f != nil {
		return f.reply()
	}
	v := s.state.add(item{kind: kindVideo, at: c.now, text: c.params["description"], source: c.params["file_url"], form: "VIDEO", public: c.params["published"] != "false"})
	return ok(map[string]any{"id": v.id})
}

func (s *Server) transferVideo(c call) reply {
	v := s.state.items[s.state.sessions[c.params["upload_session_id"]]]
	if v == nil {
		return failed("missing object").reply()
	}
	raw := c.files["video_file_chunk"]
	if number(c.params["start_offset"]) != v.uploaded || len(raw) == 0 || len(raw) > chunk {
		return failed("bad parameter").reply()
	}
	v.uploaded = min(v.uploaded+int64(len(raw)), v.size)
	return ok(map[string]any{"start_offset": strconv.FormatInt(v.uploaded, 10), "end_offset": strconv.FormatInt(min(v.uploaded+chunk, v.size), 10)})
}

func (s *Server) finishVideo(c call) reply {
	v := s.state.items[s.state.sessions[c.params["upload_session_id"]]]
	if v == nil || v.uploaded != v.size || v.public {
		return failed("missing object").reply()
	}
	v.text, v.public, v.at = c.params["description"], true, c.now
	s.reorder(v)
	return ok(map[string]any{"success": true})
}

// reorder puts an item where it became public.
func (s *Server) reorder(i *item) {
	kept := s.state.order[:0]
	for _, id := range s.state.order {
		if id != i.id {
			kept = append(kept, id)
		}
	}
	s.state.order = append(kept, i.id)
}

// postReel makes a reel in the phases start, upload (elsewhere) and finish.
func (s *Server) postReel(c call) reply {
	if strings.EqualFold(c.params["upload_phase"], "start") {
		v := s.state.add(item{kind: kindVideo, at: c.now, reel: true, form: "REELS", looks: s.opts.Processing})
		return ok(map[string]any{"video_id": v.id, "upload_url": s.http.URL + "/rupload/video-upload/v26.0/" + v.id})
	}
	v := s.state.items[c.params["video_id"]]
	if v == nil || !v.reel || v.public || v.source == "" || v.uploaded != v.size {
		return failed("missing object").reply()
	}
	if !strings.EqualFold(c.params["video_state"], "published") {
		return s.violate(c.name, "only video_state=PUBLISHED is modelled").reply()
	}
	v.text, v.public, v.at = c.params["description"], true, c.now
	s.reorder(v)
	return ok(map[string]any{"success": true})
}

// uploadCall reads what goes to rupload: offsets and addresses are headers.
func (s *Server) uploadCall(c call, r *http.Request, path string) call {
	c.params = map[string]string{
		"path": path, "offset": r.Header.Get("Offset"), "file_size": r.Header.Get("File_size"), "file_url": r.Header.Get("File_url"),
		"length": strconv.FormatInt(drain(r), 10),
	}
	return c
}

func drain(r *http.Request) int64 {
	buf := make([]byte, 64<<10)
	var n int64
	for n < maxUpload {
		got, err := r.Body.Read(buf)
		n += int64(got)
		if err != nil {
			return n
		}
	}
	return n
}

// upload takes the bytes, or the address, of a reel or of a container.
func (s *Server) upload(c call) reply {
	parts := strings.Split(c.params["path"], "/")
	i := s.state.items[parts[len(parts)-1]]
	if i == nil || (i.kind == kindContainer) != (parts[1] == "ig-api-upload") {
		return uploadFailed(http.StatusNotFound, "NotFoundError", "There is no such upload", false)
	}
	if address := c.params["file_url"]; address != "" {
		if s.fetched(address) != nil {
			return uploadFailed(http.StatusBadRequest, "ProcessingFailedError", "Request processing failed", true)
		}
		i.source = address
		return ok(map[string]any{"success": true})
	}
	size, offset, length := number(c.params["file_size"]), number(c.params["offset"]), number(c.params["length"])
	if size <= 0 || offset != i.uploaded || offset+length > size {
		return uploadFailed(http.StatusBadRequest, "OffsetInvalidError", "Offset does not match", true)
	}
	i.source, i.size, i.uploaded = "upload", size, offset+length
	if i.uploaded < size {
		return uploadFailed(http.StatusBadRequest, "PartialRequestError", "Partial request (did not match length of file)", true)
	}
	return ok(map[string]any{"success": true, "message": "Upload successful."})
}

// uploadFailed is the other shape of errors, of the upload host.
func uploadFailed(status int, kind, message string, retriable bool) reply {
	return reply{status: status, body: map[string]any{"debug_info": map[string]any{"retriable": retriable, "type": kind, "message": message}}}
}

func (s *Server) getVideo(c call) reply {
	v := s.state.items[c.node.id]
	if v.looks > 0 && v.source != "" {
		v.looks--
		object := s.videoObject(v)
		object["status"] = phases("processing", v, "in_progress")
		return ok(pick(object, c.fields))
	}
	return ok(pick(s.videoObject(v), c.fields))
}

func phases(word string, v *item, processing string) map[string]any {
	publishing, uploading := "not_started", "complete"
	if v.public {
		publishing = "complete"
	}
	if v.uploaded != v.size || v.source == "" {
		uploading = "in_progress"
	}
	return map[string]any{
		"video_status": word, "uploading_phase": map[string]any{"status": uploading},
		"processing_phase": map[string]any{"status": processing}, "publishing_phase": map[string]any{"status": publishing},
	}
}

func (s *Server) videoObject(v *item) map[string]any {
	status := phases("ready", v, "complete")
	if v.detail != "" {
		status = phases("error", v, "error")
		status["processing_phase"] = map[string]any{"status": "error", "error": map[string]any{"message": v.detail}}
	}
	place := "/videos/"
	if v.reel {
		place = "/reel/"
	}
	object := map[string]any{
		"id": v.id, "created_time": stamp(v.at), "published": v.public, "status": status, "permalink_url": place + v.id + "/",
		"views": s.state.metrics[v.id]["views"], "comments": summary(len(s.commentsOn(v.id))), "likes": summary(int(s.state.metrics[v.id]["reactions"])),
	}
	if v.text != "" {
		object["description"] = v.text
	}
	return object
}

func (s *Server) listVideos(c call) reply {
	return s.list(c, s.state.all(kindVideo, func(i *item) bool { return i.public }), s.videoObject)
}
