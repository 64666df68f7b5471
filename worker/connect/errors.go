package connect

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"

	"go.temporal.io/api/serviceerror"
)

// Kind says why there is no connection.
type Kind string

// The kinds of failure.
const (
	// NotRunning: no worker runs on this machine, or it is not ready yet.
	NotRunning Kind = "not_running"
	// Unreachable: nothing answers at the address.
	Unreachable Kind = "unreachable"
	// Refused: the cluster answers, but not to us (API key, certificate).
	Refused Kind = "refused"
	// Untrusted: the certificate of what answers is not signed by whom we trust, or is another's.
	Untrusted Kind = "untrusted"
	// NoNamespace: the cluster does not have the namespace.
	NoNamespace Kind = "no_namespace"
	// Misconfigured: the TEMPORAL_ settings do not make sense together.
	Misconfigured Kind = "misconfigured"
	// Stopped: the caller gave up first.
	Stopped Kind = "stopped"
)

// Error is a failed Dial.
type Error struct {
	Kind   Kind
	Target Target
	Err    error
}

// Error is a sentence for people with the next step.
func (e *Error) Error() string {
	at := e.Target.Address
	switch e.Kind {
	case NotRunning:
		return e.Err.Error()
	case Unreachable:
		if e.Target.Embedded {
			return fmt.Sprintf("the worker (process %d) should answer at %s, but does not; look at its messages, and start it again with: go run ./worker", e.Target.PID, at)
		}
		return fmt.Sprintf("no Temporal server answers at %s; check TEMPORAL_ADDRESS, the network and the TLS settings, or remove TEMPORAL_ADDRESS to use the embedded server (%s)", at, e.cause())
	case Refused:
		return fmt.Sprintf("the Temporal server at %s does not let us in; check TEMPORAL_API_KEY, the TEMPORAL_TLS_ settings and the namespace %q (%s)", at, e.Target.Namespace, e.cause())
	case Untrusted:
		return fmt.Sprintf("the certificate of the Temporal server at %s is not trusted, so nothing was sent to it; name the file with the certificate of the authority that has signed it in "+
			"TEMPORAL_TLS_SERVER_CA_CERT_PATH, or correct TEMPORAL_TLS_SERVER_NAME (%s)", at, e.cause())
	case NoNamespace:
		return fmt.Sprintf("the Temporal server at %s has no namespace %q; create it (temporal operator namespace create), or correct TEMPORAL_NAMESPACE", at, e.Target.Namespace)
	case Misconfigured:
		return fmt.Sprintf("the TEMPORAL_ settings for %s cannot be used: %s", at, e.cause())
	case Stopped:
		return "stopped before Temporal answered"
	}
	return e.cause()
}

// cause is the first line of the technical reason; gRPC likes to repeat itself over many.
func (e *Error) cause() string {
	const most = 200
	text, _, _ := strings.Cut(e.Err.Error(), "\n")
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

func kindOf(err error) Kind {
	var (
		namespace *serviceerror.NamespaceNotFound
		missing   *serviceerror.NotFound
		denied    *serviceerror.PermissionDenied
		authority x509.UnknownAuthorityError
		hostname  x509.HostnameError
		cert      *tls.CertificateVerificationError
	)
	switch {
	case errors.As(err, &namespace), errors.As(err, &missing):
		return NoNamespace
	case errors.As(err, &authority), errors.As(err, &hostname), errors.As(err, &cert), says(err, "x509:"):
		return Untrusted
	case errors.As(err, &denied), says(err, "Unauthenticated"), says(err, "tls: "):
		return Refused
	}
	return Unreachable
}

// says looks at the text as well: the SDK wraps some transport errors without keeping their type.
func says(err error, words string) bool { return strings.Contains(err.Error(), words) }
