package handlers

import (
	"context"
	"errors"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/lang"
)

// spoken is what is known of the language that somebody reads.
type spoken struct {
	language lang.Language
	chosen   bool // in Home; else it is that of the command last used
	until    time.Time
}

// languageAge is how long another process may have changed somebody's language before
// it is seen here.
const languageAge = time.Minute

// door is what every request comes through: it finds out in which language the
// person reads, and turns away who is no member of the company. Events come in
// whoever caused them; their handlers ask.
func (h *Handlers) door(next bot.Handler) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		h.learnLanguage(ctx, r.User)
		if r.Kind != bot.KindEvent {
			// Whom Slack cannot show now is for the handler, which may have typed words to keep.
			if _, err := h.member(ctx, r); errors.Is(err, errOutsider) {
				return bot.Response{}, err
			}
		}
		return next(ctx, r)
	}
}

// learnLanguage looks up in which language somebody reads. One that cannot be
// read is no reason to do nothing.
func (h *Handlers) learnLanguage(ctx context.Context, user string) {
	known, _ := h.languages.Load(user)
	theirs, _ := known.(spoken)
	now := h.Now()
	if user == "" || now.Before(theirs.until) && theirs.until.Sub(now) <= languageAge { // unless the clock was put back
		return
	}
	said, chosen, err := h.Store.Language(ctx, user)
	if err != nil {
		h.Log.WarnContext(ctx, "language not read", "user", user, "error", err)
		return
	}
	l, _ := lang.Parse(said) // none was said yet
	h.languages.Store(user, spoken{l, chosen, now.Add(languageAge)})
}

// language is the one to answer in: of the form that was filled, else the one
// that the person chose in Home, else of the command, now or last, else the
// company's (decision D19).
func (h *Handlers) language(r *bot.Request) lang.Language {
	if m, err := view.ParseMetadata(r.View.Metadata); err == nil && r.View.Modal {
		if l, ok := lang.Parse(m.Lang); ok {
			return l
		}
	}
	known, _ := h.languages.Load(r.User)
	theirs, _ := known.(spoken)
	if theirs.chosen {
		return theirs.language
	}
	if l, ok := languageOf(r.Command); ok {
		return l
	}
	if theirs.language != "" {
		return theirs.language
	}
	return h.Company.Language
}

// languageOf is the language that a command stands for.
func languageOf(command string) (lang.Language, bool) {
	for _, l := range lang.All {
		if command == CommandOf(l) {
			return l, true
		}
	}
	return "", false
}

// guessLanguage remembers the language of the command that somebody used, for
// what is said to them later. Only a change is written.
func (h *Handlers) guessLanguage(ctx context.Context, r *bot.Request) error {
	l, ok := languageOf(r.Command)
	known, _ := h.languages.Load(r.User)
	theirs, _ := known.(spoken)
	if !ok || theirs.chosen || l == theirs.language || theirs.language == "" && l == h.Company.Language {
		return nil
	}
	h.languages.Store(r.User, spoken{language: l})
	return h.Store.GuessLanguage(ctx, r.User, string(l))
}

// chooseLanguage keeps what the person chose in Home and draws Home in it.
func (h *Handlers) chooseLanguage(ctx context.Context, r *bot.Request) (bot.Response, error) {
	if _, err := h.member(ctx, r); err != nil {
		return bot.Response{}, err
	}
	if l, ok := lang.Parse(r.Action.Value); ok {
		if err := h.Store.ChooseLanguage(ctx, r.User, string(l)); err != nil {
			return bot.Response{}, err
		}
		h.languages.Store(r.User, spoken{language: l, chosen: true})
	}
	return h.drawHome(ctx, r, shownIn(r))
}
