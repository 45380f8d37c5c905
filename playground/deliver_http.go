package playground

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

var httpPaths = map[Kind]string{
	KindCommand: "/commands", KindInteraction: "/interactions", KindOptions: "/options", KindEvent: "/events",
}

// sendHTTP posts a payload to the app's request URL.
func (s *Slack) sendHTTP(kind Kind, payload obj, r retry) Answer {
	switch kind {
	case KindEvent:
		return s.post(kind, "application/json", encode(payload), r)
	case KindCommand:
		return s.post(kind, formType, []byte(form(payload).Encode()), r)
	}
	f := url.Values{"payload": {string(encode(payload))}}
	return s.post(kind, formType, []byte(f.Encode()), r)
}

const formType = "application/x-www-form-urlencoded"

// post signs a body, sends it and reads the answer within the time to acknowledge.
func (s *Slack) post(kind Kind, contentType string, body []byte, r retry) Answer {
	ctx, cancel := context.WithTimeout(s.ctx, s.cfg.AckWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.cfg.RequestURL+httpPaths[kind], bytes.NewReader(body))
	if err != nil {
		return Answer{Failure: FailDispatch}
	}
	ts := strconv.FormatInt(s.cfg.Machine().Unix(), 10)
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("User-Agent", "Slackbot 1.0 (playground)")
	req.Header.Set("X-Slack-Request-Timestamp", ts)
	req.Header.Set("X-Slack-Signature", Sign(s.cfg.SigningSecret, ts, body))
	if r.n > 0 {
		req.Header.Set("X-Slack-Retry-Num", strconv.Itoa(r.n))
		req.Header.Set("X-Slack-Retry-Reason", r.reason)
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return Answer{Failure: failureOf(ctx)}
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	if err != nil {
		return Answer{Status: resp.StatusCode, Failure: failureOf(ctx)}
	}
	a := Answer{Status: resp.StatusCode, Body: answer, noRetry: resp.Header.Get("X-Slack-No-Retry") == "1"}
	if resp.StatusCode/100 != 2 {
		a.Failure = FailService
	}
	return a
}

func failureOf(ctx context.Context) string {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return FailTimeout
	}
	return FailDispatch
}

// VerifyURL does Slack's handshake with the events URL and fails unless the app
// gives the challenge back.
func (s *Slack) VerifyURL() error {
	challenge := secret()
	a := s.post(KindEvent, "application/json", encode(obj{
		"token": "verification", "type": "url_verification", "challenge": challenge,
	}), retry{})
	if a.Failure != "" || !bytes.Contains(a.Body, []byte(challenge)) {
		return fmt.Errorf("events URL did not return the challenge: status %d %s", a.Status, a.Failure)
	}
	return nil
}

// SSLCheck asks the commands URL as Slack does to try its certificate and fails
// unless the app answers 200.
func (s *Slack) SSLCheck() error {
	a := s.post(KindCommand, formType, []byte("ssl_check=1&token=verification"), retry{})
	if a.Status != http.StatusOK {
		return fmt.Errorf("commands URL answered ssl_check with status %d %s", a.Status, a.Failure)
	}
	return nil
}
