package bot

import (
	"crypto/rand"
	"encoding/json"

	"github.com/slack-go/slack"

	"ombud/bot/limits"
	"ombud/bot/view"
)

// reply is what Slack gets back for a request.
type reply struct {
	failed  bool        // do not acknowledge: Slack sends an event again, and tells a person
	form    *formAnswer // for a submission; nil closes the form
	options []option    // for a menu; nil for other kinds
	body    []byte      // form or options as JSON, nil when there is nothing to say
	after   []func()    // what is said once the acknowledgement is out
}

// formAnswer tells Slack what becomes of a submitted form.
type formAnswer struct {
	Action string                  `json:"response_action"`
	View   *slack.ModalViewRequest `json:"view,omitempty"`
	Errors map[string]string       `json:"errors,omitempty"`
}

type option struct {
	Text  *slack.TextBlockObject `json:"text"`
	Value string                 `json:"value"`
	Note  *slack.TextBlockObject `json:"description,omitempty"`
}

// encode sets the body.
func (a *reply) encode() (err error) {
	switch {
	case a.options != nil:
		a.body, err = json.Marshal(map[string][]option{"options": a.options})
	case a.form != nil:
		a.body, err = json.Marshal(a.form)
	}
	return err
}

// fit keeps the body under most bytes, because a socket drops larger ones unseen. Of
// options the last are left out. A view is answered by its first blocks without
// inputs or Send button, and returned whole to be put in place afterwards.
func (a *reply) fit(most int) (whole *slack.ModalViewRequest, err error) {
	for len(a.body) >= most && len(a.options) > 0 {
		a.options = a.options[:len(a.options)*3/4]
		if err := a.encode(); err != nil {
			return nil, err
		}
	}
	if len(a.body) < most || a.form == nil || a.form.View == nil {
		return nil, nil
	}
	whole = a.form.View
	if a.form.Action == "push" && whole.ExternalID == "" {
		whole.ExternalID = rand.Text() // its id is Slack's to give, and we cannot know it
	}
	stub := *whole
	stub.Submit, stub.Blocks = nil, slack.Blocks{BlockSet: []slack.Block{}}
	a.form = &formAnswer{Action: a.form.Action, View: &stub}
	if err := a.encode(); err != nil {
		return nil, err
	}
	for _, b := range whole.Blocks.BlockSet {
		if b.BlockType() == slack.MBTInput {
			continue
		}
		stub.Blocks.BlockSet = append(stub.Blocks.BlockSet, b)
		fits := a.body
		if err := a.encode(); err != nil {
			return nil, err
		}
		if len(a.body) >= most {
			a.body = fits
			break
		}
	}
	return whole, nil
}

// formAnswerOf says what becomes of a submitted form, nil when it just closes.
func formAnswerOf(resp *Response) *formAnswer {
	top := resp.Push
	if top == nil {
		top = resp.Open
	}
	switch {
	case len(resp.Errors) > 0:
		return &formAnswer{Action: "errors", Errors: resp.Errors}
	case resp.Update != nil:
		return viewAnswer("update", resp.Update)
	case top != nil:
		return viewAnswer("push", top)
	case resp.Clear:
		return &formAnswer{Action: "clear"}
	}
	return nil
}

func viewAnswer(action string, m *view.Modal) *formAnswer {
	request := m.Request()
	return &formAnswer{Action: action, View: &request}
}

// optionsOf gives the options for Slack, never nil: a menu wants a list. What
// Slack would refuse the whole list for is left out or cut.
func optionsOf(list []view.Option) []option {
	out := []option{}
	for _, o := range list {
		if o.Text == "" || o.Value == "" || len(out) == limits.MaxOptions {
			continue
		}
		line := option{Text: plain(o.Text, limits.MaxOptionText), Value: o.Value}
		if o.Note != "" {
			line.Note = plain(o.Note, limits.MaxOptionNote)
		}
		out = append(out, line)
	}
	return out
}

func plain(s string, most int) *slack.TextBlockObject {
	if limits.Length(s) > most {
		runes := []rune(s)
		runes = runes[:min(len(runes), most-1)]
		for limits.Length(string(runes)) > most-1 {
			runes = runes[:len(runes)-1]
		}
		s = string(runes) + "…"
	}
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}
