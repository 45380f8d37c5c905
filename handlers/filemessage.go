package handlers

import (
	"context"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/bot"
	"ombud/complaint"
)

// fileMessage opens the form with a message of Slack as the story, and its
// files to tick. Nothing is said where the message stands.
func (h *Handlers) fileMessage(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	known := complaint.Registration{Via: "chat", ReceivedAt: messageTime(r.Message.TS)}
	known.Story = h.quoteMessage(ctx, r, known.ReceivedAt)
	if looksLikeMail(&r.Message) {
		known.Via = "email"
	}
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

// mostQuoted is how much of a message the story takes, in characters: its
// author and address must still fit behind.
const mostQuoted = 2500

// quoteMessage is a message with its author, time and address. What cannot be
// looked up in time is left out: the words are what counts.
func (h *Handlers) quoteMessage(ctx context.Context, r *bot.Request, at time.Time) string {
	ctx, cancel := context.WithTimeout(ctx, lookUpTime)
	defer cancel()
	f := h.frame(r, complaint.Person{})
	f.Names = h.names(ctx, lookUpTime, []string{r.Message.Author})
	text := []rune(r.Message.Text)
	if len(text) > mostQuoted {
		text = append(text[:mostQuoted], '…')
	}
	story := f.P.T("filing.quoted", "text", string(text), "name", f.Name(r.Message.Author), "when", f.P.DayClock(at))
	if link, err := h.Slack.Permalink(ctx, r.Message.Channel, r.Message.TS); err == nil {
		story += "\n" + link
	}
	return story
}
