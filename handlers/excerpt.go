package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// noteMessage asks what a message of Slack becomes in a case file. In the
// thread of a case that case is meant.
func (h *Handlers) noteMessage(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m := view.Metadata{Lang: string(h.language(r)), Hash: view.Source(r.Message.Channel, r.Message.TS, r.Message.Author)}
	if m.Number, err = h.threadCase(ctx, r, by); err != nil {
		return bot.Response{}, err
	}
	f := h.frame(r, by)
	f.Names = h.names(ctx, lookUpTime, []string{r.Message.Author})
	x := complaint.Excerpt{Text: r.Message.Text, Author: r.Message.Author, At: messageTime(r.Message.TS)}
	return bot.Response{Open: view.ExcerptForm(f, m, x, view.ExcerptNote)}, nil
}

// threadCase is the case in whose thread the message stands, empty for none
// that the person may add to. A message that is there already is refused.
func (h *Handlers) threadCase(ctx context.Context, r *bot.Request, by complaint.Person) (string, error) {
	thread := r.Message.ThreadTS
	if thread == "" {
		thread = r.Message.TS
	}
	number, err := h.Store.CaseOf(ctx, r.Message.Channel, thread)
	if errors.Is(err, complaint.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	c, err := h.Store.Case(ctx, number)
	switch {
	case err != nil:
		return "", err
	case c.MayAddNote(by, h.Now()) != nil:
		return "", nil
	}
	return number, c.Unknown(sourceOf(view.Source(r.Message.Channel, r.Message.TS, "")))
}

// submitExcerpt puts the message into the file, or goes on with the form of a
// contact with the customer. A case that the person does not see, and one that
// is not there, are refused alike, under the number.
func (h *Handlers) submitExcerpt(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	c, err := h.caseFor(ctx, m.Number, r.View.Option("number"), by)
	if err != nil {
		return bot.Response{}, err
	}
	channel, ts, author := view.ParseSource(m.Hash)
	x := complaint.Excerpt{Text: r.View.Text("text"), Author: author, At: messageTime(ts), Source: sourceOf(m.Hash)}
	if r.View.Option("kind") == view.ExcerptContact {
		return h.excerptContact(ctx, r, by, c, x)
	}
	x.Link = h.permalink(ctx, channel, ts)
	if c, err = h.sent(r, m).UpdateCase(ctx, c.Number, func(c *complaint.Case) error { return c.AddNote(x, by, h.Now()) }); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.ExcerptAdded(h.caseFrame(ctx, r, by, c), c)}, nil
}

// noteOptions lists the cases into whose file the person may put a message, while a number is
// typed: whichever has that number, and the open ones that they have to do with.
func (h *Handlers) noteOptions(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	l, err := h.lister(ctx, by)
	if err != nil {
		return bot.Response{}, err
	}
	query := strings.ToUpper(strings.TrimSpace(r.Query))
	numbers, err := h.Store.Number(ctx, query, h.Now(), h.Company.Zone)
	if err != nil {
		return bot.Response{}, err
	}
	mayAdd := func(c *complaint.Case) bool { return c.MayAddNote(by, l.now) == nil }
	p := l.partOf(view.ListQuery{Filter: view.ListRecent})
	p.Open, p.see, p.keep = true, complaint.PartFiling, mayAdd
	open, _, err := l.page(ctx, p, lookAt)
	if err != nil {
		return bot.Response{}, err
	}
	var list []view.Option
	f := h.frame(r, by)
	for _, number := range numbers {
		c, err := l.opened(ctx, number, complaint.PartFiling)
		if err != nil {
			return bot.Response{}, err
		}
		if c != nil && mayAdd(c) {
			list = append(list, view.CaseOption(f, c))
		}
	}
	for _, c := range open {
		o := view.CaseOption(f, c)
		found := strings.Contains(c.Number, query) || strings.Contains(strings.ToUpper(o.Note), query)
		if found && !slices.Contains(numbers, c.Number) {
			list = append(list, o)
		}
	}
	return bot.Response{Options: list}, nil
}

// excerptContact goes on with the form of a contact, filled with the message.
func (h *Handlers) excerptContact(ctx context.Context, r *bot.Request, by complaint.Person, c *complaint.Case, x complaint.Excerpt) (bot.Response, error) {
	q := &complaint.Quoted{Author: x.Author, At: x.At, Source: x.Source}
	if err := mayLog(c, q, by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	known := complaint.ContactForm{Reached: true, Inbound: true, Via: "chat", At: x.At, With: c.Filing().Name, Note: x.Text, Quoted: q, Folder: c.Folder()}
	return bot.Response{Update: view.ContactForm(h.nameAuthor(ctx, h.caseFrame(ctx, r, by, c), q), c, known, 1)}, nil
}

// caseFor is the case that is known, or was chosen, if the person may add to it.
func (h *Handlers) caseFor(ctx context.Context, known, typed string, by complaint.Person) (*complaint.Case, error) {
	if known == "" && typed == "" {
		return nil, complaint.Refusals{{Text: "error.other_missing", Field: "number"}}
	}
	numbers := []string{known}
	if known == "" {
		var err error
		if numbers, err = h.Store.Number(ctx, typed, h.Now(), h.Company.Zone); err != nil {
			return nil, err
		}
	}
	for _, number := range numbers {
		c, err := h.opened(ctx, number, by, complaint.PartFiling)
		if err == nil || !errors.Is(err, complaint.ErrNotFound) {
			return c, err
		}
	}
	if known != "" {
		return nil, complaint.ErrNotFound
	}
	return nil, &complaint.Refusal{Text: "error.unknown_case", Field: "number", Args: []any{"number", strings.ToUpper(typed)}}
}

// permalink is the address of a message in Slack, empty when it cannot be had
// in time.
func (h *Handlers) permalink(ctx context.Context, channel, ts string) string {
	ctx, cancel := context.WithTimeout(ctx, lookUpTime)
	defer cancel()
	link, err := h.Slack.Permalink(ctx, channel, ts)
	if err != nil {
		return ""
	}
	return link
}

// sourceOf is what makes a message count once: its channel and ts.
func sourceOf(packed string) string {
	channel, ts, _ := view.ParseSource(packed)
	return channel + ":" + ts
}
