package bot

import (
	"context"

	"github.com/slack-go/slack"

	"ombud/bot/view"
)

// viewCall is the body of the views methods. They are not called through slack-go,
// because Slack answers with the whole view: to read it took longer than all the rest
// of a command.
type viewCall struct {
	Trigger    string `json:"trigger_id,omitempty"`
	User       string `json:"user_id,omitempty"`
	ID         string `json:"view_id,omitempty"`
	ExternalID string `json:"external_id,omitempty"`
	Hash       string `json:"hash,omitempty"`
	View       any    `json:"view"`
}

// OpenView opens a modal. The trigger id is good for three seconds and one use,
// after that the error is Stale.
func (c *Client) OpenView(ctx context.Context, trigger string, m *view.Modal) error {
	return c.callJSON(ctx, "views.open", viewCall{Trigger: trigger, View: m.Request()})
}

// PushView lays a modal on top of the one the trigger came from; at most three lie
// on each other.
func (c *Client) PushView(ctx context.Context, trigger string, m *view.Modal) error {
	return c.callJSON(ctx, "views.push", viewCall{Trigger: trigger, View: m.Request()})
}

// UpdateView replaces an open modal. With a hash it is Stale when the modal changed
// since that hash was given out.
func (c *Client) UpdateView(ctx context.Context, id, hash string, m *view.Modal) error {
	return c.updateView(ctx, id, "", hash, m.Request())
}

func (c *Client) updateView(ctx context.Context, id, externalID, hash string, m slack.ModalViewRequest) error {
	return c.callJSON(ctx, "views.update", viewCall{ID: id, ExternalID: externalID, Hash: hash, View: m})
}

// PublishHome sets the Home tab of a person. With a hash it is Stale when the tab
// changed since that hash was given out.
func (c *Client) PublishHome(ctx context.Context, user, hash string, h *view.Home) error {
	return c.callJSON(ctx, "views.publish", viewCall{User: user, Hash: hash, View: h.Request()})
}
