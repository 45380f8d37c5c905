package bot

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// Class says what may be done about a failed call.
type Class string

// The classes of failures.
const (
	// Wait: nothing happened; try again after RetryAfter.
	Wait Class = "wait"
	// Doubtful: it may have happened; look before trying again.
	Doubtful Class = "doubtful"
	// Install: the token or its scopes are broken; an operator is needed.
	Install Class = "install"
	// Destination: this channel or person cannot be reached, now or ever.
	Destination Class = "destination"
	// Uneditable: the message is gone or can no longer be changed.
	Uneditable Class = "uneditable"
	// Stale: the trigger was used up or expired, or the view is gone or newer.
	Stale Class = "stale"
	// OurBug: what we sent is wrong; sending it again is useless.
	OurBug Class = "bug"
	// Other: refused for a reason not listed here.
	Other Class = "other"
)

// Error is a failed call to Slack. It holds no texts and no personal data.
type Error struct {
	Method     string // as Slack names it: "chat.postMessage"
	Code       string // Slack's error code, or "http 502", "network"
	Class      Class
	RetryAfter time.Duration // for Wait
	Needed     string        // for missing_scope: the scope
	err        error
}

func (e *Error) Error() string {
	if e.Needed != "" {
		return fmt.Sprintf("slack %s: %s (%s)", e.Method, e.Code, e.Needed)
	}
	return fmt.Sprintf("slack %s: %s", e.Method, e.Code)
}

// ClassOf returns the class of a failed call, "" when err did not come from a call
// to Slack.
func ClassOf(err error) Class {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Class
	}
	return ""
}

// WaitUnsaid is how long to wait when Slack does not say.
const WaitUnsaid = 5 * time.Second

// classes are Slack's error codes by what they mean for us. Codes that begin with
// restricted_action are Destination too.
var classes = map[Class]string{
	Wait:     "ratelimited rate_limited message_limit_exceeded accesslimited external_channel_migrating fetch_members_failed",
	Doubtful: "fatal_error internal_error service_unavailable request_timeout",
	Install: "token_revoked token_expired account_inactive invalid_auth not_authed missing_scope no_permission not_allowed_token_type " +
		"team_access_not_granted org_login_required ekm_access_denied team_added_to_org two_factor_setup_required forbidden_team",
	Destination: "channel_not_found not_in_channel is_archived messages_tab_disabled user_disabled user_not_found user_not_visible " +
		"user_not_in_channel cannot_reply_to_message thread_locked invalid_user_combination users_not_found " +
		"cannot_dm_bot method_not_supported_for_channel_type not_enabled team_not_found",
	Uneditable: "message_not_found thread_not_found cant_update_message cant_delete_message edit_window_closed is_inactive block_mismatch",
	Stale: "expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired trigger_exchanged hash_conflict not_found " +
		"view_not_found push_limit_reached expired_url used_url file_not_found file_deleted",
	OurBug: "invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long no_text invalid_arguments view_too_large " +
		"metadata_too_large metadata_must_be_sent_from_app invalid_metadata_format invalid_metadata_schema attachment_payload_limit_exceeded " +
		"duplicate_external_id invalid_arg_name invalid_json json_not_object missing_argument invalid_name only_one_table_allowed invalid_view",
}

var classByCode = func() map[string]Class {
	m := map[string]Class{}
	for class, codes := range classes {
		for code := range strings.FieldsSeq(codes) {
			m[code] = class
		}
	}
	return m
}()

// classify turns what came back from a call into an *Error, nil for nil. Whatever
// is not an answer of Slack is doubtful, unless the connection was never made.
func classify(method string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok { // a gate refused the call
		return e
	}
	out := &Error{Method: method, Code: "network", Class: Doubtful, err: err}
	if e, ok := errors.AsType[*slack.RateLimitedError](err); ok {
		out.Code, out.Class, out.RetryAfter = "ratelimited", Wait, e.RetryAfter
	} else if e, ok := errors.AsType[slack.StatusCodeError](err); ok {
		out.Code = fmt.Sprintf("http %d", e.Code)
		if e.Code < http.StatusInternalServerError { // but never 429, which is a RateLimitedError
			out.Class = Other
		}
	} else if e, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		out.Code, out.Class, out.Needed = e.Err, classOfCode(e.Err), e.Needed
	} else if errors.Is(err, slack.ErrParametersMissing) || errors.Is(err, slack.ErrBlockIDNotUnique) {
		out.Code, out.Class = err.Error(), OurBug
	} else if e, ok := errors.AsType[*net.OpError](err); ok && e.Op == "dial" {
		out.Class = Wait
	}
	if out.Class == Wait && out.RetryAfter <= 0 {
		out.RetryAfter = WaitUnsaid
	}
	return out
}

func classOfCode(code string) Class {
	if class, ok := classByCode[code]; ok {
		return class
	}
	if strings.HasPrefix(code, "restricted_action") {
		return Destination
	}
	return Other
}

// Unwrap gives the error underneath, which may hold an address.
func (e *Error) Unwrap() error { return e.err }
