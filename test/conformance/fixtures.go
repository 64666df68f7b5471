package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"

	"github.com/autonomous-employee/employee/mcp/toolset"
)

const (
	serveTimeout = 10 * time.Second
	image        = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==" // a pixel
	audio        = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA="                                     // no sample
)

// fixtures is a server with what the suite asks for, by the suite's names and in its words. It declares every capability that the suite
// looks at, the product's servers only those they have.
func fixtures(*toolset.Office) (*server.MCPServer, error) {
	s := server.NewMCPServer("employee-conformance", "0.1.0",
		server.WithToolCapabilities(true), server.WithResourceCapabilities(true, true), server.WithPromptCapabilities(true),
		server.WithCompletions(), server.WithLogging(), server.WithElicitation())
	s.EnableSampling()
	contents(s)
	conversations(s)
	notices(s)
	resources(s)
	prompts(s)
	return s, nil
}

type answer = func(context.Context, mcp.CallToolRequest) (*mcp.CallToolResult, error)

func says(content ...mcp.Content) answer {
	return func(context.Context, mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return &mcp.CallToolResult{Content: content}, nil
	}
}

// contents are tools that answer with each kind of content.
func contents(s *server.MCPServer) {
	add := func(name, about string, does answer) { s.AddTool(mcp.NewTool(name, mcp.WithDescription(about)), does) }
	add("test_simple_text", "Answers with a text", says(mcp.NewTextContent("This is a simple text response for testing.")))
	add("test_image_content", "Answers with a picture", says(mcp.NewImageContent(image, "image/png")))
	add("test_audio_content", "Answers with a sound", says(mcp.NewAudioContent(audio, "audio/wav")))
	add("test_embedded_resource", "Answers with a resource", says(mcp.NewEmbeddedResource(mcp.TextResourceContents{
		URI: "test://embedded-resource", MIMEType: "text/plain", Text: "This is an embedded resource content.",
	})))
	add("test_multiple_content_types", "Answers with three kinds", says(
		mcp.NewTextContent("Multiple content types test:"), mcp.NewImageContent(image, "image/png"),
		mcp.NewEmbeddedResource(mcp.TextResourceContents{URI: "test://mixed-content-resource", MIMEType: "application/json", Text: `{"test":"data","value":123}`}),
	))
	add("test_error_handling", "Answers with a tool error", func(context.Context, mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return mcp.NewToolResultError("This tool intentionally returns an error for testing"), nil
	})
	s.AddTool(mcp.NewToolWithRawSchema("json_schema_2020_12_tool", "Has a schema with definitions", []byte(
		`{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","$defs":{"address":{"type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}}},`+
			`"properties":{"name":{"type":"string"},"address":{"$ref":"#/$defs/address"}},"additionalProperties":false}`)), says(mcp.NewTextContent("ok")))
}

// conversations are tools that ask the client back.
func conversations(s *server.MCPServer) {
	s.AddTool(mcp.NewTool("test_sampling", mcp.WithDescription("Asks the client's model"), mcp.WithString("prompt", mcp.Required())),
		func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
			//nolint:staticcheck // deprecated in the newest protocol; the suite asks for the one before
			result, err := s.RequestSampling(ctx, mcp.CreateMessageRequest{
				Request: mcp.Request{Method: string(mcp.MethodSamplingCreateMessage)},
				CreateMessageParams: mcp.CreateMessageParams{
					Messages:  []mcp.SamplingMessage{{Role: mcp.RoleUser, Content: mcp.NewTextContent(request.GetString("prompt", ""))}},
					MaxTokens: 100,
				},
			})
			if err != nil {
				return mcp.NewToolResultError(err.Error()), nil
			}
			text, _ := mcp.AsTextContent(result.Content)
			if text == nil {
				return mcp.NewToolResultError("the model answered with no text"), nil
			}
			return mcp.NewToolResultText("LLM response: " + text.Text), nil
		})
	text := func(extra ...any) map[string]any { return with("string", extra...) }
	elicits(s, "test_elicitation", mcp.WithString("message", mcp.Required()), map[string]any{
		"username": text("description", "User's response"), "email": text("description", "User's email address"),
	}, "username", "email")
	elicits(s, "test_elicitation_sep1034_defaults", nil, map[string]any{
		"name": text("default", "John Doe"), "age": with("integer", "default", 30), "score": with("number", "default", 95.5),
		"status":   text("enum", []string{"active", "inactive", "pending"}, "default", "active"),
		"verified": with("boolean", "default", true),
	})
	titled := func(values ...string) []any {
		var out []any
		for _, v := range values {
			out = append(out, map[string]any{"const": v, "title": "Option " + v})
		}
		return out
	}
	elicits(s, "test_elicitation_sep1330_enums", nil, map[string]any{
		"untitledSingle": text("enum", []string{"option1", "option2", "option3"}),
		"titledSingle":   text("oneOf", titled("value1", "value2", "value3")),
		"legacyEnum":     text("enum", []string{"opt1", "opt2", "opt3"}, "enumNames", []string{"Option One", "Option Two", "Option Three"}),
		"untitledMulti":  with("array", "items", text("enum", []string{"option1", "option2", "option3"})),
		"titledMulti":    with("array", "items", map[string]any{"anyOf": titled("value1", "value2", "value3")}),
	})
}

// with is a schema of a type, with more of its words.
func with(kind string, extra ...any) map[string]any {
	out := map[string]any{"type": kind}
	for i := 0; i+1 < len(extra); i += 2 {
		out[extra[i].(string)] = extra[i+1]
	}
	return out
}

// elicits adds a tool that has the client ask its person.
func elicits(s *server.MCPServer, name string, takes mcp.ToolOption, properties map[string]any, required ...string) {
	options := []mcp.ToolOption{mcp.WithDescription("Has the client ask its person")}
	if takes != nil {
		options = append(options, takes)
	}
	s.AddTool(mcp.NewTool(name, options...), func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		schema := map[string]any{"type": "object", "properties": properties}
		if len(required) > 0 {
			schema["required"] = required
		}
		result, err := s.RequestElicitation(ctx, mcp.ElicitationRequest{
			Request: mcp.Request{Method: string(mcp.MethodElicitationCreate)},
			Params:  mcp.ElicitationParams{Message: request.GetString("message", "Please answer"), RequestedSchema: schema},
		})
		if err != nil {
			return mcp.NewToolResultError(err.Error()), nil
		}
		return mcp.NewToolResultText(fmt.Sprintf("User response: action=%s, content=%v", result.Action, result.Content)), nil
	})
}

// notices are tools that speak while they work.
func notices(s *server.MCPServer) {
	// What is said right before the answer may be overtaken by it; the product's tools look once more a second after they have spoken.
	const breath = 50 * time.Millisecond
	speaks := func(ctx context.Context, method string, all ...map[string]any) error {
		for _, params := range all {
			if err := s.SendNotificationToClient(ctx, method, params); err != nil {
				return err
			}
			select {
			case <-time.After(breath):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	}
	s.AddTool(mcp.NewTool("test_tool_with_logging", mcp.WithDescription("Logs three lines")), func(ctx context.Context, _ mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		entry := func(words string) map[string]any {
			return map[string]any{"level": "info", "logger": "conformance", "data": words}
		}
		err := speaks(ctx, string(mcp.MethodNotificationMessage), entry("Tool execution started"), entry("Tool processing data"), entry("Tool execution completed"))
		return mcp.NewToolResultText("Tool with logging executed successfully"), err
	})
	s.AddTool(mcp.NewTool("test_tool_with_progress", mcp.WithDescription("Tells its progress")), func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		if request.Params.Meta == nil || request.Params.Meta.ProgressToken == nil {
			return mcp.NewToolResultText("nobody asked"), nil
		}
		step := func(n int) map[string]any {
			return map[string]any{"progressToken": request.Params.Meta.ProgressToken, "progress": n, "total": 100}
		}
		return mcp.NewToolResultText("progress reported"), speaks(ctx, string(mcp.MethodNotificationProgress), step(0), step(50), step(100))
	})
}

func resources(s *server.MCPServer) {
	s.AddResource(mcp.NewResource("test://static-text", "static-text", mcp.WithMIMEType("text/plain")),
		func(context.Context, mcp.ReadResourceRequest) ([]mcp.ResourceContents, error) {
			return []mcp.ResourceContents{mcp.TextResourceContents{URI: "test://static-text", MIMEType: "text/plain", Text: "This is the content of the static text resource."}}, nil
		})
	s.AddResource(mcp.NewResource("test://static-binary", "static-binary", mcp.WithMIMEType("image/png")),
		func(context.Context, mcp.ReadResourceRequest) ([]mcp.ResourceContents, error) {
			return []mcp.ResourceContents{mcp.BlobResourceContents{URI: "test://static-binary", MIMEType: "image/png", Blob: image}}, nil
		})
	s.AddResourceTemplate(mcp.NewResourceTemplate("test://template/{id}/data", "template", mcp.WithTemplateMIMEType("application/json")),
		func(_ context.Context, request mcp.ReadResourceRequest) ([]mcp.ResourceContents, error) {
			id := strings.TrimSuffix(strings.TrimPrefix(request.Params.URI, "test://template/"), "/data")
			return []mcp.ResourceContents{mcp.TextResourceContents{
				URI: request.Params.URI, MIMEType: "application/json", Text: fmt.Sprintf(`{"id":%q,"templateTest":true,"data":%q}`, id, "Data for ID: "+id),
			}}, nil
		})
}

func prompts(s *server.MCPServer) {
	add := func(name string, says func(arguments map[string]string) []mcp.Content, arguments ...string) {
		options := []mcp.PromptOption{mcp.WithPromptDescription("For the suite")}
		for _, a := range arguments {
			options = append(options, mcp.WithArgument(a, mcp.RequiredArgument()))
		}
		s.AddPrompt(mcp.NewPrompt(name, options...), func(_ context.Context, request mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
			result := &mcp.GetPromptResult{}
			for _, content := range says(request.Params.Arguments) {
				result.Messages = append(result.Messages, mcp.NewPromptMessage(mcp.RoleUser, content))
			}
			return result, nil
		})
	}
	add("test_simple_prompt", func(map[string]string) []mcp.Content {
		return []mcp.Content{mcp.NewTextContent("This is a simple prompt for testing.")}
	})
	add("test_prompt_with_arguments", func(given map[string]string) []mcp.Content {
		return []mcp.Content{mcp.NewTextContent(fmt.Sprintf("Prompt with arguments: arg1='%s', arg2='%s'", given["arg1"], given["arg2"]))}
	}, "arg1", "arg2")
	add("test_prompt_with_embedded_resource", func(given map[string]string) []mcp.Content {
		return []mcp.Content{
			mcp.NewEmbeddedResource(mcp.TextResourceContents{URI: given["resourceUri"], MIMEType: "text/plain", Text: "Embedded resource content for testing."}),
			mcp.NewTextContent("Please process the embedded resource above."),
		}
	}, "resourceUri")
	add("test_prompt_with_image", func(map[string]string) []mcp.Content {
		return []mcp.Content{mcp.NewImageContent(image, "image/png"), mcp.NewTextContent("Please analyze the image above.")}
	})
}
