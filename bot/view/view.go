// Package view turns values into what Slack shows: modals, messages and the
// Home tab. Every function is pure: the same value, language and time give
// the same blocks. Nothing here posts, looks up or decides.
//
// Lengths are counted after escaping and cut between characters, so that text
// somebody typed can neither break a screen nor become a mention.
package view

import (
	"encoding/json"

	"github.com/slack-go/slack"
)

// Modal is a form or page that Slack lays over the conversation.
type Modal struct {
	CallbackID string // names the route of its submission
	Title      string // at most 24 characters
	Submit     string // at most 24 characters; empty when there is nothing to send
	Close      string // at most 24 characters
	Metadata   string // ids and revision only; Slack shows it to nobody but keeps it
	Blocks     []slack.Block
}

// Request gives the modal in the shape that Slack's views methods take.
func (m *Modal) Request() slack.ModalViewRequest {
	r := slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      m.CallbackID,
		Title:           plain(m.Title, 24),
		PrivateMetadata: m.Metadata,
		Blocks:          slack.Blocks{BlockSet: m.Blocks},
	}
	if m.Submit != "" {
		r.Submit = plain(m.Submit, 24)
	}
	if m.Close != "" {
		r.Close = plain(m.Close, 24)
	}
	return r
}

// JSON gives the modal as Slack receives it.
func (m *Modal) JSON() ([]byte, error) { return json.Marshal(m.Request()) }

// Message is one post: blocks for the reader, Text for notifications and
// screen readers. Text and a header never name a person.
type Message struct {
	Text   string
	Blocks []slack.Block
}

// JSON gives text and blocks as Slack receives them.
func (m *Message) JSON() ([]byte, error) {
	return json.Marshal(struct {
		Text   string        `json:"text"`
		Blocks []slack.Block `json:"blocks"`
	}{m.Text, m.Blocks})
}

// Home is the app's Home tab as one person sees it.
type Home struct {
	CallbackID string
	Metadata   string
	Blocks     []slack.Block
}

// Request gives the Home tab in the shape that views.publish takes.
func (h *Home) Request() slack.HomeTabViewRequest {
	return slack.HomeTabViewRequest{
		Type:            slack.VTHomeTab,
		CallbackID:      h.CallbackID,
		PrivateMetadata: h.Metadata,
		Blocks:          slack.Blocks{BlockSet: h.Blocks},
	}
}

// JSON gives the Home tab as Slack receives it.
func (h *Home) JSON() ([]byte, error) { return json.Marshal(h.Request()) }

// Option is one line of a picker.
type Option struct {
	Value string // at most 75 characters, an id
	Text  string // at most 75 characters
	Note  string // at most 75 characters, may be empty
}
