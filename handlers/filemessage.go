package handlers

import (
	"context"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// fileMessage opens the form with a message of Slack as the story, the colleague who wrote
// it as the one whom the complaint reached then, and its files to tick. Nothing is said where
// the message stands.
func (h *Handlers) fileMessage(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	known := complaint.Registration{ReceivedAt: messageTime(r.Message.TS)}
	if known.Via, known.Receiver = h.cameInBy(ctx, &r.Message); known.Receiver == by.ID {
		known.Receiver = ""
	}
	known.Story = quoteMessage(&r.Message)
	known.Quoted = quoted(view.Metadata{Hash: view.Source(r.Message.Channel, r.Message.TS, r.Message.Author)})
	var ids []string
	for _, f := range r.Message.Files {
		ids = append(ids, f.ID)
	}
	o := h.offer(ctx, ids)
	for _, f := range o.Files {
		if keepable(f.Name) && len(known.Files) < complaint.MaxFiles {
			known.Files = append(known.Files, f)
		}
	}
	return h.openFiling(ctx, r, by, known, o)
}

// fileKind is the ending of a file's name, as the list of what is kept has it.
func fileKind(name string) string { return strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")) }

func keepable(name string) bool { return slices.Contains(complaint.FileTypes, fileKind(name)) }

var (
	mailFrom    = regexp.MustCompile(`(?im)^\W*(from|van|fra|afzender|afsender)\W*:`)
	mailSubject = regexp.MustCompile(`(?im)^\W*(subject|onderwerp|emne)\W*:`)
)

// looksLikeMail tells whether a message is an e-mail that somebody put into
// Slack: it brings one as a file, or begins with the lines that head one.
func looksLikeMail(m *bot.Message) bool {
	for _, f := range m.Files {
		if kind := fileKind(f.Name); kind == "eml" || kind == "msg" || f.MIME == "message/rfc822" {
			return true
		}
	}
	return mailFrom.MatchString(m.Text) && mailSubject.MatchString(m.Text)
}

// messageTime is when a message was written, the zero time for a strange ts.
func messageTime(ts string) time.Time {
	whole, _, _ := strings.Cut(ts, ".")
	seconds, err := strconv.ParseInt(whole, 10, 40)
	if err != nil || seconds <= 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// mostQuoted is how much of a message the story takes, in characters.
const mostQuoted = 2999

// quoteMessage are the words of a message.
func quoteMessage(m *bot.Message) string {
	text := []rune(m.Text)
	if len(text) > mostQuoted {
		text = append(text[:mostQuoted], '…')
	}
	return string(text)
}

// cameInBy is the way in of a message: an e-mail where it looks like one, and a chat
// where somebody from outside wrote it. What a colleague passes on came in by a way that
// only the filer knows; so it is where nobody can be asked in time who wrote it. Receiver is
// that colleague: a full member of the workspace, and no app.
func (h *Handlers) cameInBy(ctx context.Context, m *bot.Message) (via, receiver string) {
	if looksLikeMail(m) {
		via = "email"
	}
	ctx, cancel := context.WithTimeout(ctx, lookUpTime)
	defer cancel()
	p, err := h.Slack.Person(ctx, m.Author)
	switch {
	case err != nil || p.Bot:
	case p.Colleague():
		receiver = m.Author
	case via == "":
		via = "chat"
	}
	return via, receiver
}

// quoted is the message that a form was begun with, as the form remembers it; nil: none.
func quoted(m view.Metadata) *complaint.Quoted {
	channel, ts, author := view.ParseSource(m.Hash)
	if channel == "" {
		return nil
	}
	return &complaint.Quoted{Author: author, At: messageTime(ts), Source: sourceOf(m.Hash)}
}

// linked is such a message with its address in Slack.
func (h *Handlers) linked(ctx context.Context, m view.Metadata) *complaint.Quoted {
	q := quoted(m)
	if q != nil {
		channel, ts, _ := view.ParseSource(q.Source)
		q.Link = h.permalink(ctx, channel, ts)
	}
	return q
}

// filingFrame is what the form of a filing is drawn with: with the name of who wrote the
// message it was begun with.
func (h *Handlers) filingFrame(ctx context.Context, r *bot.Request, by complaint.Person, q *complaint.Quoted) *view.Frame {
	return h.nameAuthor(ctx, h.frame(r, by), q)
}

// nameAuthor has a form name who wrote the message it was begun with.
func (h *Handlers) nameAuthor(ctx context.Context, f *view.Frame, q *complaint.Quoted) *view.Frame {
	if q == nil || f.Names[q.Author] != "" {
		return f
	}
	names := h.names(ctx, lookUpTime, []string{q.Author})
	maps.Copy(names, f.Names)
	f.Names = names
	return f
}
