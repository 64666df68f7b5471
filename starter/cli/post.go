package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/worker/ready"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// newPost is what the flags of post say.
type newPost struct {
	text, at, kind, replyTo, recipient, link, name string
	platforms, media, alt                          []string
	dryRun, draft                                  bool
}

// post puts a note into Social_Posts/, the same road a person takes: it is
// checked, judged and asked about like any other.
func (e *environment) post() *cobra.Command {
	var p newPost
	cmd := &cobra.Command{
		Use:   "post [FILE]",
		Short: "Write a social post into the vault, where it is checked and scheduled",
		Long: "Writes a social post into Social_Posts/ of the vault: a note of yours (FILE), or one made of the flags. It is checked, judged and " +
			"published like any note there; what must be put right stands in it a moment later.",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 1 && p.text != "":
				return errors.New("give either a FILE or --text, not both")
			case len(args) == 1:
				return e.layPostFile(cmd.OutOrStdout(), args[0])
			case strings.TrimSpace(p.text) == "":
				return errors.New("say what to post: post FILE, or post --text \"...\" --platforms facebook,x --at now")
			}
			note, err := p.note()
			if err != nil {
				return err
			}
			return e.layPost(cmd.OutOrStdout(), p.title(), note.Bytes())
		},
	}
	f := cmd.Flags()
	f.StringVar(&p.text, "text", "", "the text")
	f.StringSliceVar(&p.platforms, "platforms", nil, "facebook, instagram, x")
	f.StringVar(&p.at, "at", "", "when, in your time zone, such as 2026-12-01T09:00, or now")
	f.StringVar(&p.kind, "kind", "", "post (when not given), reply or dm; the last two ask before they leave")
	f.StringVar(&p.replyTo, "reply-to", "", "address or ID of what is answered")
	f.StringVar(&p.recipient, "recipient", "", "of a dm")
	f.StringVar(&p.link, "link", "", "an address that goes along")
	f.StringArrayVar(&p.media, "media", nil, "a file in the vault or an https address; may be given several times")
	f.StringArrayVar(&p.alt, "alt", nil, "what a picture shows, in the same order as --media")
	f.StringVar(&p.name, "name", "", "of the note; the text's first words when not given")
	f.BoolVar(&p.dryRun, "dry-run", false, "describe what would be sent, send nothing")
	f.BoolVar(&p.draft, "draft", false, "do not tick ready: it waits until you do")
	return cmd
}

func (p newPost) note() (*vault.Note, error) {
	if len(p.platforms) == 0 || p.at == "" {
		return nil, errors.New("name where and when: --platforms facebook,x --at 2026-12-01T09:00 (or --at now)")
	}
	n := vault.NewNote(strings.TrimSpace(p.text) + "\n")
	n.Set("type", contract.NotePost)
	n.SetBool("ready", !p.draft)
	n.SetList("platforms", p.platforms)
	n.Set("publish_at", p.at)
	for _, row := range [][2]string{{"kind", p.kind}, {"reply_to", p.replyTo}, {"recipient", p.recipient}, {"link", p.link}} {
		if row[1] != "" {
			n.Set(row[0], row[1])
		}
	}
	if len(p.media) > 0 {
		n.SetList("media", p.media)
		n.SetList("alt_text", p.alt)
	}
	if p.dryRun {
		n.SetBool("dry_run", true)
	}
	return n, n.Check()
}

// title names the note after the first words of its text.
func (p newPost) title() string {
	if p.name != "" {
		return p.name
	}
	words := strings.Fields(p.text)
	return strings.Join(words[:min(len(words), 6)], " ")
}

func (e *environment) layPostFile(out io.Writer, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("reading the post: %w", err)
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, vault.MaxNoteBytes+1))
	if err != nil {
		return fmt.Errorf("reading the post: %w", err)
	}
	note, err := vault.ParseNote(raw)
	if err != nil {
		return fmt.Errorf("%s is no note that can be used: %w", file, err)
	}
	if kind, _ := note.Get("type"); kind != contract.NotePost {
		return fmt.Errorf("%s is no post: its properties must say type: %s; the template is Templates/Social post.md in the vault", file, contract.NotePost)
	}
	base := filepath.Base(file)
	return e.layPost(out, strings.TrimSuffix(base, filepath.Ext(base)), raw)
}

func (e *environment) layPost(out io.Writer, title string, raw []byte) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	v, err := vault.Open(vaultDir(cfg))
	if err != nil {
		return err
	}
	defer func() { _ = v.Close() }()
	laid, err := v.WriteNew(vault.SocialPosts.Join(vault.SafeName(title)+".md"), raw)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Put into the vault as %s\nHow it stands is shown at the end of that note.\n", laid)
	if _, err := ready.Read(cfg.DataDir); err != nil && cfg.Temporal.Embedded() {
		fmt.Fprintln(out, "No worker is running; it is taken up when you start one with: go run ./worker")
	}
	return nil
}
