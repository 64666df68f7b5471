package toolset

import (
	"context"
	"errors"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
	"go.uber.org/zap"
)

const (
	uriHandbook  = "employee://handbook"
	uriGoals     = "employee://goals"
	uriDashboard = "employee://dashboard"
	uriBriefing  = "employee://briefing"
	uriRequests  = "employee://requests/"
	markdown     = "text/markdown"
)

// offerResources registers the pages that may be read, the latest briefing, and the note of a request while it waits.
func (o *Office) offerResources(s *server.MCPServer) {
	o.offerPages(s, uriHandbook, uriGoals, uriDashboard)
	s.AddResource(mcp.NewResource(uriBriefing, "Latest briefing", mcp.WithResourceDescription("The newest CEO briefing: the week on one page. Read-only."), mcp.WithMIMEType(markdown)),
		o.reading(o.latestBriefing))
	s.AddResourceTemplate(mcp.NewResourceTemplate(uriRequests+"{request_id}", "Waiting request",
		mcp.WithTemplateDescription("The note of a request while it waits for the owner, by the request_id that what_waits shows. Read-only."), mcp.WithTemplateMIMEType(markdown)),
		server.ResourceTemplateHandlerFunc(o.reading(o.waitingNote)))
}

// offerPages registers those of the pages.
func (o *Office) offerPages(s *server.MCPServer, uris ...string) {
	for _, page := range []struct{ uri, file, name, about string }{
		{uriHandbook, pageHandbook, "Handbook", "The owner's rules: who the business is, limits, tax, recurring customers, examples."},
		{uriGoals, pageGoals, "Goals", "The owner's business goals."},
		{uriDashboard, pageDashboard, "Dashboard", "What waits, what ended, and how each system stands, as the worker wrote it last."},
	} {
		if !slices.Contains(uris, page.uri) {
			continue
		}
		s.AddResource(mcp.NewResource(page.uri, page.name, mcp.WithResourceDescription(page.about+" Read-only."), mcp.WithMIMEType(markdown)),
			o.reading(func(context.Context, string) (string, error) {
				text, _, err := readPage(o.place().vault, page.file)
				return text, err
			}))
	}
}

// waitingNote reads the note of a request where its process laid it.
func (o *Office) waitingNote(ctx context.Context, uri string) (string, error) {
	id := strings.TrimPrefix(uri, uriRequests)
	c, target, err := o.dial(ctx)
	if err != nil {
		return "", err
	}
	defer c.Close()
	p, err := o.find(ctx, c, target, id)
	if err != nil {
		return "", err
	}
	name := p.NotePath
	if !waitingNote.MatchString(name) {
		_, name = o.deskNote(p)
	}
	if !waitingNote.MatchString(name) {
		return "", errors.New("no note of that request waits; show_request of the server for Odoo, or explain_decision, tells how it stands")
	}
	text, _, err := readPage(o.place().vault, name)
	return text, err
}

// reading logs each look at a page and marks what it says.
func (o *Office) reading(read func(ctx context.Context, uri string) (string, error)) server.ResourceHandlerFunc {
	return func(ctx context.Context, request mcp.ReadResourceRequest) ([]mcp.ResourceContents, error) {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		uri := request.Params.URI
		call := o.entry("read_resource", map[string]any{"uri": uri}, "")
		text, err := o.readGuarded(ctx, uri, read)
		if err = errors.Join(err, call.conclude(err)); err != nil {
			return nil, errors.New(shorten(o.secrets.String(err.Error()), maxError))
		}
		text = "<!-- A read-only copy. " + caution + " -->\n" + o.secrets.String(visible(text))
		return []mcp.ResourceContents{mcp.TextResourceContents{URI: uri, MIMEType: markdown, Text: text}}, nil
	}
}

func (o *Office) readGuarded(ctx context.Context, uri string, read func(context.Context, string) (string, error)) (text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			o.log.Error("reading a page broke off", zap.Any("panic", r), zap.ByteString("stack", debug.Stack()))
			err = errors.New("reading broke off because of a mistake in the program; what happened stands in the server's messages")
		}
	}()
	return read(ctx, uri)
}
