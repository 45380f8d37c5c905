package bot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// signatureWindow is how far the time of a signed request may be from ours, either
// way.
const signatureWindow = 5 * time.Minute

var errSignature = errors.New("not signed by Slack")

// checkSignature holds a request to be signed by Slack with our secret, over the raw
// body, about now. It is our own because slack-go's takes no clock.
func checkSignature(header http.Header, body []byte, secret string, now time.Time) error {
	stamp := header.Get("X-Slack-Request-Timestamp")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || secret == "" {
		return errSignature
	}
	if away := now.Sub(time.Unix(seconds, 0)).Abs(); away > signatureWindow {
		return errSignature
	}
	text, ok := strings.CutPrefix(header.Get("X-Slack-Signature"), "v0=")
	if !ok {
		return errSignature
	}
	given, err := hex.DecodeString(text)
	if err != nil {
		return errSignature
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamp + ":"))
	mac.Write(body)
	if !hmac.Equal(given, mac.Sum(nil)) {
		return errSignature
	}
	return nil
}
