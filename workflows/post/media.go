package post

import (
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// What a platform takes of one kind of media. Zero means that it sets no limit.
type mediaRule struct {
	types          []string // MIME types
	bytes          int64
	minSeconds     int64
	maxSeconds     int64
	minWidth       int
	wide, tall     ratio // the widest and the tallest shape
	instead        string
	refused        string // why the kind is not taken at all
	uploadsNothing bool   // the platform fetches it from the web and takes no file
}

// ratio is width to height.
type ratio struct{ w, h float64 }

const (
	mb         = 1 << 20
	typeJPEG   = "image/jpeg"
	typePNG    = "image/png"
	typeWebP   = "image/webp"
	typeGIF    = "image/gif"
	typeMP4    = "video/mp4"
	typeMOV    = "video/quicktime"
	maxAltText = 1000 // X API v2, media metadata; Instagram Graph API, alt_text
)

// ruleOf gives the limits. Sources: Instagram Graph API, IG User media and its
// reels and carousel specifications; X API v2, media upload; Graph API, Page
// photos and videos. alone is false within a carousel.
func ruleOf(where contract.Platform, kind string, alone bool) mediaRule {
	switch where {
	case contract.Instagram:
		return instagramRule(kind, alone)
	case contract.X:
		return xRule(kind)
	default:
		return facebookRule(kind)
	}
}

func instagramRule(kind string, alone bool) mediaRule {
	switch kind {
	case contract.MediaImage:
		return mediaRule{
			types: []string{typeJPEG}, instead: "save it as JPEG", bytes: 8 * mb, minWidth: 320, wide: ratio{1.91, 1}, tall: ratio{4, 5}, uploadsNothing: true,
		}
	case contract.MediaGIF:
		return mediaRule{refused: "Instagram takes no moving GIF; save it as an MP4 video"}
	}
	r := mediaRule{types: []string{typeMP4, typeMOV}, instead: "save it as MP4", bytes: 300 * mb, minSeconds: 3, maxSeconds: 15 * 60, wide: ratio{10, 1}, tall: ratio{1, 100}}
	if !alone {
		r.bytes, r.maxSeconds = 100*mb, 60
	}
	return r
}

func xRule(kind string) mediaRule {
	switch kind {
	case contract.MediaImage:
		return mediaRule{types: []string{typeJPEG, typePNG, typeWebP, typeGIF}, instead: "save it as JPEG", bytes: 5 * mb}
	case contract.MediaGIF:
		return mediaRule{types: []string{typeGIF}, bytes: 15 * mb}
	}
	return mediaRule{types: []string{typeMP4, typeMOV}, instead: "save it as MP4", bytes: 512 * mb, maxSeconds: 140, wide: ratio{3, 1}, tall: ratio{1, 3}}
}

func facebookRule(kind string) mediaRule {
	switch kind {
	case contract.MediaImage:
		return mediaRule{types: []string{typeJPEG, typePNG, typeGIF}, instead: "save it as JPEG", bytes: 10 * mb}
	case contract.MediaGIF:
		return mediaRule{types: []string{typeGIF}, bytes: 10 * mb}
	}
	return mediaRule{types: []string{typeMP4, typeMOV}, instead: "save it as MP4", bytes: 1024 * mb, minSeconds: 1, maxSeconds: 240 * 60}
}

// Most pictures of one post on Facebook and Instagram, and on X.
const (
	maxCarousel = 10
	maxXImages  = 4
)

// media checks what goes along: how many of which kinds, and each file.
func (c *checker) media() {
	p := c.fitted
	if p.Kind == contract.PostPublic {
		c.mixture()
	}
	for _, m := range p.Media {
		c.altText(m)
		if IsAddress(m.Source) {
			c.address(m)
		}
		if m.Kind != "" {
			c.file(m)
		}
	}
}

func (c *checker) mixture() {
	p := c.fitted
	images, gifs, videos := 0, 0, 0
	for _, m := range p.Media {
		switch m.Kind {
		case contract.MediaVideo:
			videos++
		case contract.MediaGIF:
			gifs++
		default:
			images++
		}
	}
	all := len(p.Media)
	switch p.Platform {
	case contract.Instagram:
		if all == 0 {
			c.problem("media", "Instagram takes no post without a picture or video; add one to media, or take instagram out of platforms.")
		}
		if all > maxCarousel {
			c.problem("media", "Instagram takes up to "+strconv.Itoa(maxCarousel)+" pictures and videos in a post, and there are "+strconv.Itoa(all)+"; take some out.")
		}
	case contract.X:
		switch {
		case videos+gifs > 1 || videos+gifs == 1 && images > 0:
			c.problem("media", "X takes up to "+strconv.Itoa(maxXImages)+" pictures, or one GIF, or one video, and no mixture; take the others out.")
		case images > maxXImages:
			c.problem("media", "X takes up to "+strconv.Itoa(maxXImages)+" pictures in a post, and there are "+strconv.Itoa(images)+"; take some out.")
		}
	default:
		switch {
		case videos+gifs > 1 || videos+gifs == 1 && images > 0:
			c.problem("media", "Facebook takes several pictures, or one video or GIF, and no mixture; take the others out.")
		case images > maxCarousel:
			c.problem("media", "More than "+strconv.Itoa(maxCarousel)+" pictures in one post on Facebook are not sent reliably; take some out.")
		}
	}
}

func (c *checker) altText(m contract.PostMedia) {
	switch n := utf8.RuneCountInString(m.Alt); {
	case n > maxAltText:
		c.problem("alt_text", "The alternative text of "+shortName(m)+" is too long: "+strconv.Itoa(n)+" of "+strconv.Itoa(maxAltText)+" characters. Shorten it by "+strconv.Itoa(n-maxAltText)+".")
	case n == 0 && m.Kind != contract.MediaVideo:
		c.add(&c.hints, contract.PostProblem{Field: "alt_text", Sentence: "There is no alternative text for " + shortName(m) + "; people who cannot see the picture are read it."})
	}
}

// address refuses what no platform can fetch, before anybody is asked.
func (c *checker) address(m contract.PostMedia) {
	switch {
	case !strings.HasPrefix(strings.ToLower(m.Source), "https://"):
		c.problem("media", "The address of "+shortName(m)+" does not begin with https, which platforms ask for; use the https one, or put the file into the vault.")
	case !publicHost(m.Source):
		c.problem("media", "The address of "+shortName(m)+" is not public, so no platform can fetch it; put the file into the vault, or on a public web page.")
	case c.fitted.Platform == contract.X && m.Kind == contract.MediaVideo && m.SHA256 == "":
		c.problem("media", "X takes a video as a file only; put it into the vault, or take x out of platforms.")
	}
}

// publicHost is false for names and addresses that are only known at home.
func publicHost(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return false
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if ip, err := netip.ParseAddr(host); err == nil {
		ip = ip.Unmap()
		return ip.IsGlobalUnicast() && !ip.IsPrivate()
	}
	for _, ending := range []string{"localhost", "local", "internal", "lan", "home", "corp", "home.arpa", "test", "invalid", "onion"} {
		if host == ending || strings.HasSuffix(host, "."+ending) {
			return false
		}
	}
	return strings.Contains(host, ".") && strings.Trim(host, "0123456789.") != ""
}

// file checks one decoded file against the platform's limits.
func (c *checker) file(m contract.PostMedia) {
	where, name := c.fitted.Platform, shortName(m)
	r := ruleOf(where, m.Kind, len(c.fitted.Media) == 1)
	switch {
	case r.refused != "":
		c.problem("media", r.refused+" ("+name+").")
		return
	case r.uploadsNothing && !IsAddress(m.Source):
		c.problem("media", Name(where)+" fetches pictures from the web and takes none from this computer; put "+name+" on a public https address, such as your website, and give that address in media, or take "+string(where)+" out of platforms.")
	case !slices.Contains(r.types, m.Type) && m.Type != "":
		c.problem("media", Name(where)+" does not take "+name+" ("+m.Type+"); "+r.instead+".")
	}
	if r.bytes > 0 && m.Bytes > r.bytes {
		c.problem("media", name+" is too large for "+Name(where)+": "+megabytes(m.Bytes)+" of "+megabytes(r.bytes)+" MB. Make it smaller.")
	}
	seconds := m.DurationMS / 1000
	switch {
	case r.maxSeconds > 0 && m.DurationMS > r.maxSeconds*1000 && !(where == contract.X && c.longVideos()):
		c.problem("media", name+" is too long for "+Name(where)+": "+duration(seconds)+" of "+duration(r.maxSeconds)+". Cut it.")
	case r.minSeconds > 0 && m.DurationMS > 0 && m.DurationMS < r.minSeconds*1000:
		c.problem("media", name+" is too short for "+Name(where)+": it takes at least "+duration(r.minSeconds)+".")
	}
	c.shape(m, r)
}

// shape checks the size in pixels.
func (c *checker) shape(m contract.PostMedia, r mediaRule) {
	where, name := c.fitted.Platform, shortName(m)
	if m.Width <= 0 || m.Height <= 0 {
		return
	}
	size := strconv.Itoa(m.Width) + " × " + strconv.Itoa(m.Height)
	const slack = 0.005 // a picture of 1080 x 566 counts as 1.91:1
	have := float64(m.Width) / float64(m.Height)
	switch {
	case r.wide.h > 0 && have > r.wide.w/r.wide.h*(1+slack):
		c.problem("media", name+" is too wide for "+Name(where)+" ("+size+"); cut it to at most "+r.wide.text()+".")
	case r.tall.h > 0 && have < r.tall.w/r.tall.h*(1-slack):
		c.problem("media", name+" is too tall for "+Name(where)+" ("+size+"); cut it to at least "+r.tall.text()+".")
	}
	if m.Width < r.minWidth {
		c.problem("media", name+" is too small for "+Name(where)+": "+strconv.Itoa(m.Width)+" pixels wide, and at least "+strconv.Itoa(r.minWidth)+" are needed.")
	}
	if where == contract.Instagram && m.Kind == contract.MediaImage && m.Width > instagramWidth {
		c.hint("media", "Instagram will scale "+name+" down to "+strconv.Itoa(instagramWidth)+" pixels in width.")
	}
}

// instagramWidth is the largest width that Instagram shows.
const instagramWidth = 1440

func (c *checker) longVideos() bool {
	return slices.ContainsFunc(c.facts.Accounts, func(a contract.Account) bool { return a.Platform == c.fitted.Platform && a.LongVideos })
}

func (r ratio) text() string {
	return strconv.FormatFloat(r.w, 'f', -1, 64) + ":" + strconv.FormatFloat(r.h, 'f', -1, 64)
}

// shortName is how a file is called in a sentence.
func shortName(m contract.PostMedia) string {
	name := m.Source
	if i := strings.LastIndexByte(strings.TrimRight(name, "/"), '/'); i >= 0 && !IsAddress(m.Source) {
		name = name[i+1:]
	}
	if IsAddress(m.Source) {
		if u, err := url.Parse(m.Source); err == nil {
			name = u.Host + u.Path
		}
	}
	return "“" + clip(name) + "”"
}

// megabytes rounds up, so that 8.01 MB does not read as 8.
func megabytes(n int64) string {
	tenths := (n*10 + mb - 1) / mb
	if tenths%10 == 0 {
		return strconv.FormatInt(tenths/10, 10)
	}
	return strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10)
}

func duration(seconds int64) string {
	if seconds >= 120 && seconds%60 == 0 {
		return strconv.FormatInt(seconds/60, 10) + " minutes"
	}
	return strconv.FormatInt(seconds, 10) + " s"
}
