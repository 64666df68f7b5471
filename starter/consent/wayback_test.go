package consent_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/starter/consent"
)

// answer brings this query back to the page, and gives what came of it.
func answer(t *testing.T, s consent.Screen, query string) (code string, err error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	go func() {
		resp, err := http.Get("http://" + listener.Addr().String() + s.Path + query)
		if err == nil {
			_ = resp.Body.Close()
		}
	}()
	return s.Await(ctx, listener, "right")
}

func TestAwait_GivesTheCodeOfTheRightAnswer(t *testing.T) {
	t.Parallel()
	code, err := answer(t, consent.Screen{Service: "Acme", Path: "/callback"}, "?state=right&code=c")
	require.NoError(t, err)
	require.Equal(t, "c", code)
}

func TestAwait_ARefusalIsASentenceOfTheService(t *testing.T) {
	t.Parallel()
	s := consent.Screen{Service: "Acme", Path: "/", Refused: func(word string) error {
		if word == "closed" {
			return errors.New("ask them")
		}
		return nil
	}}
	for word, words := range map[string]string{"access_denied": "was not allowed on Acme's screen", "closed": "ask them", "other": "Acme's screen ended with an error"} {
		_, err := answer(t, s, "?state=right&error="+word)
		require.ErrorContains(t, err, words)
	}
}

func TestAwait_AnotherStateIsNoAnswer(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	go func() {
		for _, query := range []string{"?state=wrong&code=c", "?code=c", "?state=right&code=d"} {
			if resp, err := http.Get("http://" + listener.Addr().String() + "/" + query); err == nil {
				_ = resp.Body.Close()
			}
		}
	}()
	code, err := consent.Screen{Service: "Acme", Path: "/"}.Await(ctx, listener, "right")
	require.NoError(t, err)
	require.Equal(t, "d", code)
}
