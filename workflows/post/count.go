package post

import (
	"regexp"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Limits of texts, in the platform's own counting.
const (
	// XLimit is weighted (twitter-text, config version 3: maxWeightedTweetLength).
	XLimit = 280
	// xAddress is what any address weighs, whatever its length (transformedURLLength).
	xAddress = 23
	// instagramLimit is of captions (Instagram Graph API, IG User media: caption).
	instagramLimit    = 2200
	instagramTags     = 30
	instagramMentions = 20
	// facebookLimit is of a post of a page.
	facebookLimit = 63206
	// Comments: Facebook's own limit; Instagram Graph API, IG Media comments: message.
	facebookComment  = 8000
	instagramComment = 2200
	// What Instagram asks of comments that come through its API; not every account is held to it, so it is a hint.
	instagramCommentSoft = 300
	instagramCommentTags = 4
	// Messages: Messenger Platform, Send API; Instagram messaging counts bytes; X API v2, direct messages.
	facebookMessage  = 2000
	instagramMessage = 1000
	xMessage         = 10000
)

// Length counts a text as the platform does: X by weight, the others in UTF-16
// units, so that an emoji counts as often as their own counters count it.
func Length(where contract.Platform, text string) int {
	if where == contract.X {
		return weighted(text)
	}
	return len(utf16.Encode([]rune(norm.NFC.String(text))))
}

// weighted is X's length: in NFC, an address 23, an emoji sequence 2, a
// character of the light ranges 1, any other 2.
func weighted(text string) int {
	text = norm.NFC.String(text)
	n, at := 0, 0
	for _, s := range addresses(text) {
		n += weightOf(text[at:s.from]) + xAddress
		at = s.to
	}
	return n + weightOf(text[at:])
}

func weightOf(text string) int {
	n, state := 0, -1
	var cluster string
	for text != "" {
		cluster, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		if isEmoji(cluster) {
			n += 2
			continue
		}
		for _, r := range cluster {
			n += weight(r)
		}
	}
	return n
}

// weight is that of twitter-text, config version 3, in whole characters.
func weight(r rune) int {
	switch {
	case r <= 4351, r >= 8192 && r <= 8205, r >= 8208 && r <= 8223, r >= 8242 && r <= 8247:
		return 1
	}
	return 2
}

// isEmoji tells whether a grapheme cluster is one emoji made of several code
// points; one of a single code point weighs what its range says.
func isEmoji(cluster string) bool {
	first, size := utf8.DecodeRuneInString(cluster)
	if size == len(cluster) {
		return false
	}
	keycap := first >= '0' && first <= '9' || first == '#' || first == '*'
	for _, r := range cluster[size:] {
		if r == 0x20E3 && keycap {
			return true
		}
	}
	flag := first >= 0x1F1E6 && first <= 0x1F1FF
	return flag || pictographic(first)
}

// pictographic covers the blocks that emoji sequences begin with.
func pictographic(r rune) bool {
	switch {
	case r == 0xA9, r == 0xAE, r == 0x203C, r == 0x2049, r == 0x2122, r == 0x2139, r == 0x3030, r == 0x303D, r == 0x3297, r == 0x3299:
		return true
	case r >= 0x2190 && r <= 0x21FF, r >= 0x2300 && r <= 0x23FF, r == 0x24C2, r >= 0x25A0 && r <= 0x27BF, r >= 0x2900 && r <= 0x297F, r >= 0x2B00 && r <= 0x2BFF:
		return true
	}
	return r >= 0x1F000 && r <= 0x1FAFF
}

var (
	hashtag = regexp.MustCompile(`(?:^|[^\p{L}\p{N}_&/])[#＃]([\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)`)
	mention = regexp.MustCompile(`(?:^|[^\p{L}\p{N}_@/.])@([A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?)`)
)

func tags(text string) int     { return countAll(hashtag, text) }
func mentions(text string) int { return countAll(mention, text) }

// countAll counts matches that may share the character before them.
func countAll(form *regexp.Regexp, text string) int {
	n := 0
	for at := 0; at <= len(text); n++ {
		m := form.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		at += m[3]
	}
	return n
}

// limitOf is the limit of the first part of a post.
func limitOf(p contract.PlatformPost) int {
	switch {
	case p.Kind == contract.PostDM:
		return map[contract.Platform]int{contract.Facebook: facebookMessage, contract.Instagram: instagramMessage, contract.X: xMessage}[p.Platform]
	case p.Platform == contract.X:
		return XLimit
	case p.Kind == contract.PostReply:
		return commentLimit(p.Platform)
	case p.Platform == contract.Instagram:
		return instagramLimit
	default:
		return facebookLimit
	}
}

func commentLimit(where contract.Platform) int {
	switch where {
	case contract.Instagram:
		return instagramComment
	case contract.X:
		return XLimit
	default:
		return facebookComment
	}
}

// lengthOf counts the first part of a post; Instagram's messages count bytes,
// X's messages plain characters.
func lengthOf(p contract.PlatformPost) int {
	switch {
	case p.Kind == contract.PostDM && p.Platform == contract.Instagram:
		return len(norm.NFC.String(p.Text))
	case p.Kind == contract.PostDM:
		return utf8.RuneCountInString(norm.NFC.String(p.Text))
	default:
		return Length(p.Platform, p.Text)
	}
}
