package playground

import (
	"slices"
	"unicode/utf8"

	"ombud/bot/limits"
)

// content is what a message says.
type content struct {
	text        string
	blocks      []obj // nil when not given
	attachments []obj
	metadata    obj
	metaGiven   bool
}

// readContent takes text, blocks, attachments and metadata from a call and
// refuses what Slack refuses of them.
func (s *Slack) readContent(c *call) (content, error) {
	t := content{text: c.args.str("text")}
	if c.args.str("markdown_text") != "" {
		if t.text != "" || c.args["blocks"] != nil {
			return t, fail("markdown_text_conflict")
		}
		t.text = c.args.str("markdown_text")
		if limits.Length(t.text) > limits.MaxMarkdown {
			return t, fail("msg_too_long")
		}
	}
	var err error
	if t.blocks, err = s.readBlocks(c.args); err != nil {
		return t, err
	}
	v, err := c.args.value("attachments")
	l, isList := v.([]any)
	if err != nil || v != nil && !isList {
		return t, fail("invalid_attachments")
	}
	if len(l) > 100 {
		return t, fail("too_many_attachments")
	}
	if isList {
		t.attachments, _ = objects(l)
	}
	_, t.metaGiven = c.args["metadata"]
	t.metadata, err = readMetadata(c.args)
	return t, err
}

func (s *Slack) readBlocks(a args) ([]obj, error) {
	v, err := a.value("blocks")
	if err != nil {
		return nil, fail("invalid_blocks_format")
	}
	if v == nil {
		return nil, nil
	}
	l, ok := v.([]any)
	if !ok {
		return nil, fail("invalid_blocks_format")
	}
	problems := limits.CheckBlocks(encode(l), limits.InMessage)
	if slices.ContainsFunc(problems, func(p limits.Problem) bool { return p.Error == limits.OneTable }) {
		return nil, fail("only_one_table_allowed")
	}
	if err := refuse("invalid_blocks", problems); err != nil {
		return nil, err
	}
	blocks, ok := objects(l)
	if !ok {
		return nil, fail("invalid_blocks_format")
	}
	return s.named(blocks), nil
}

// refuse turns problems into an error with Slack's messages.
func refuse(code string, problems []limits.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.Error+" [json-pointer:"+p.Path+"]")
	}
	return invalid(code, lines...)
}

// post checks a new message's text: none at all is refused, too long is cut.
func (t *content) post(c *call) error {
	if t.text == "" && len(t.blocks) == 0 && len(t.attachments) == 0 {
		return fail("no_text")
	}
	if utf8.RuneCountInString(t.text) > limits.MaxMessageText {
		t.text = string([]rune(t.text)[:limits.MaxMessageText])
		c.warning = "message_truncated"
	}
	return nil
}

// blocksValidate answers what posting would: exactly one of blocks, message, view.
func (s *Slack) blocksValidate(c *call) (obj, error) {
	given := slices.DeleteFunc([]string{"blocks", "message", "view"}, func(k string) bool { return c.args[k] == nil })
	if len(given) != 1 {
		return nil, invalid("invalid_arguments", "exactly one of blocks, message or view is required")
	}
	v, err := c.args.value(given[0])
	if err != nil {
		return nil, fail("invalid_blocks_format")
	}
	var found []limits.Problem
	o, _ := v.(obj)
	switch {
	case given[0] == "blocks":
		found = limits.CheckBlocks(encode(v), limits.InMessage)
	case given[0] == "message":
		found = limits.CheckMessage(text(o, "text"), encode(o["blocks"]))
	case text(o, "type") == "home":
		found = limits.CheckHome(encode(o))
	default:
		found = limits.CheckModal(encode(o))
	}
	return obj{}, refuse("invalid_blocks", found)
}
