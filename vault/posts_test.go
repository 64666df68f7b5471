package vault_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func postText(id, text string) []byte {
	return []byte("---\ntype: social_post\npost_id: \"" + id + "\"\nready: true\n---\n" + text + "\n")
}

func TestWatcher_APostIsFoundByItsNameWhereverItLies(t *testing.T) {
	t.Parallel()
	v := open(t)
	put(t, v, "Social_Posts/a.md", postText("post-1", "hello"))
	w := watch(t, v, vault.Options{})
	w.ready()
	require.Equal(t, []string{"Social_Posts/a.md"}, paths(w.Index().FindPost("post-1")))
	require.Empty(t, w.Index().Find("post-1"))

	rename(t, v, "Social_Posts/a.md", "Rejected/a.md")

	require.Equal(t, "post-1", w.last(vault.Appeared, "Rejected/a.md").PostID)
	require.Equal(t, "post-1", w.last(vault.Gone, "Social_Posts/a.md").PostID)
	require.Equal(t, []string{"Rejected/a.md"}, paths(w.Index().FindPost("post-1")))
}

func TestWatcher_APostThatBecomesAnotherOneIsGoneAsTheFirst(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Social_Posts/a.md", postText("post-1", "hello")))
	w := watch(t, v, vault.Options{})
	w.ready()

	require.NoError(t, v.WriteFile("Social_Posts/a.md", postText("post-2", "hello again")))

	require.Equal(t, "post-1", w.last(vault.Gone, "Social_Posts/a.md").PostID)
	require.Equal(t, "post-2", w.last(vault.Appeared, "Social_Posts/a.md").PostID)
	require.Empty(t, w.Index().FindPost("post-1"))
}

func TestWatcher_ADamagedPostIsStillThatPost(t *testing.T) {
	t.Parallel()
	v := open(t)
	require.NoError(t, v.WriteFile("Social_Posts/a.md", postText("post-1", "hello")))
	w := watch(t, v, vault.Options{})
	w.ready()

	require.NoError(t, v.WriteFile("Social_Posts/a.md", []byte("---\npost_id: \"post-1\"\nready: [\n---\n")))

	require.Equal(t, "post-1", w.last(vault.Broken, "Social_Posts/a.md").PostID)
	require.Len(t, w.Index().FindPost("post-1"), 1)
	require.NotEmpty(t, w.Index().FindPost("post-1")[0].Problem)
}
