package main

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const (
	lookTime  = 10 * time.Second
	lookAgain = 2 * time.Second // before the second try of what may pass
	mostHops  = 5
)

// errHop ends a redirect that goes too far, or to an address that is not https.
var errHop = errors.New("redirect refused")

// looker tells whether pages of the company answer. It sends nothing but the address
// itself and its own name: no cookie, no referer, nothing of any case.
type looker struct {
	client *http.Client
	rest   time.Duration
}

// newLooker looks through a transport; nil is the usual one, with the proxy of the
// environment.
func newLooker(transport http.RoundTripper, timeout, rest time.Duration) *looker {
	return &looker{rest: rest, client: &http.Client{
		Transport: transport, Timeout: timeout,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			r.Header.Del("Referer")
			if len(via) > mostHops || r.URL.Scheme != "https" {
				return errHop
			}
			return nil
		},
	}}
}

// look gives why an address does not answer, empty when it does: insecure,
// redirect, certificate, timeout, unreachable, or the number of the HTTP status.
// What may pass is tried twice.
func (l *looker) look(ctx context.Context, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
		return "insecure"
	}
	status := l.once(ctx, u)
	if status == "" || status == "redirect" || status == "certificate" || len(status) == 3 && status[0] == '4' {
		return status
	}
	select {
	case <-ctx.Done():
	case <-time.After(l.rest):
	}
	return l.once(ctx, u)
}

func (l *looker) once(ctx context.Context, u *url.URL) string {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return "insecure"
	}
	r.Header.Set("User-Agent", "Ombud")
	answer, err := l.client.Do(r)
	if err == nil {
		_ = answer.Body.Close() // that it begins is enough
		if answer.StatusCode >= 400 {
			return strconv.Itoa(answer.StatusCode)
		}
		return ""
	}
	var late interface{ Timeout() bool }
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case errors.Is(err, errHop):
		return "redirect"
	case untrusted:
		return "certificate"
	case errors.As(err, &late) && late.Timeout():
		return "timeout"
	}
	return "unreachable"
}
