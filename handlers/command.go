package handlers

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/lang"
)

// verb is what a command asks for.
type verb string

const (
	verbNew     verb = "new"
	verbHelp    verb = "help"
	verbShow    verb = "show"
	verbUnknown verb = ""
)

// verbWords are the words for each verb: as shown in English, Dutch and
// Danish, then other spellings.
var verbWords = map[verb][]string{
	verbNew:  {"new", "nieuw", "ny"},
	verbHelp: {"help", "hulp", "hjælp", "hjaelp"},
	verbShow: {"show", "toon", "vis"},
}

// word is how a verb is written in a language.
func (v verb) word(l lang.Language) string {
	switch l {
	case lang.NL:
		return verbWords[v][1]
	case lang.DA:
		return verbWords[v][2]
	}
	return verbWords[v][0]
}

// order is a command as understood: what to do and what it speaks of. For
// verbNew that is a story to begin with, for verbUnknown the strange word.
type order struct {
	verb verb
	rest string
}

// storyWords is from how many words on a text without a known first word is
// taken for the beginning of a story.
const storyWords = 3

// parseOrder reads what was typed after a command. The first word decides.
func parseOrder(text string) order {
	words := strings.Fields(text)
	if len(words) == 0 {
		return order{verb: verbNew}
	}
	text = strings.TrimSpace(text)
	v, rest := verbOf(words[0]), strings.TrimSpace(strings.TrimPrefix(text, words[0]))
	if v == verbShow && len(words) >= storyWords { // "show the customer that we …"
		v = verbUnknown
	}
	switch {
	case v != verbUnknown:
		return order{v, rest}
	case len(words) >= storyWords:
		return order{verbNew, text}
	}
	return order{verbUnknown, words[0]}
}

func verbOf(word string) verb {
	word = strings.ToLower(word)
	for v, words := range verbWords {
		for _, w := range words {
			if w == word {
				return v
			}
		}
	}
	return verbUnknown
}

// nearest gives the verb that a mistyped word was probably meant to be, help
// when nothing is near.
func nearest(word string) verb {
	best, least := verbHelp, 3
	for _, v := range []verb{verbShow, verbNew, verbHelp} {
		for _, w := range verbWords[v] {
			if d := edits([]rune(strings.ToLower(word)), []rune(w)); d < least {
				best, least = v, d
			}
		}
	}
	return best
}

// edits counts the letters to add, drop or change to make b of a. Long words
// are far from every verb.
func edits(a, b []rune) int {
	if len(a) > 20 {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		corner := row[0]
		row[0] = i + 1
		for j := range b {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner, row[j+1] = row[j+1], min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// numberLike is what may be meant as a case number.
var numberLike = regexp.MustCompile(`(?i)^(?:(?:[a-z]{1,10}-)?[0-9]{4}-)?[0-9]{1,9}$`)

// command answers /complaint, /klacht and /klage.
func (h *Handlers) command(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	o := parseOrder(r.Text)
	switch o.verb {
	case verbNew:
		return h.openFiling(ctx, r, by, complaint.Registration{Filing: complaint.Filing{Story: o.rest}, Via: "phone"})
	case verbHelp:
		return h.help(ctx, r, by)
	case verbShow:
		if numberLike.MatchString(o.rest) {
			return h.show(ctx, r, by, o.rest)
		}
		o.rest = strings.TrimSpace(r.Text)
	}
	return bot.Response{Ephemeral: view.Sentence(h.didYouMean(r, o.rest))}, nil
}

// show opens the case file of the first case that the person may mean and see.
func (h *Handlers) show(ctx context.Context, r *bot.Request, by complaint.Person, typed string) (bot.Response, error) {
	numbers, err := h.Store.Number(ctx, typed, h.Now(), h.Company.Zone)
	if err != nil {
		return bot.Response{}, err
	}
	for _, number := range numbers {
		_, err := h.opened(ctx, number, by, complaint.PartState)
		if err == nil {
			return h.openFile(ctx, r, number)
		}
		if !errors.Is(err, complaint.ErrNotFound) {
			return bot.Response{}, err
		}
	}
	return bot.Response{}, &complaint.Refusal{Text: "error.unknown_case", Args: []any{"number", strings.ToUpper(typed)}}
}

// didYouMean answers a word that is no verb with the verb it may stand for.
func (h *Handlers) didYouMean(r *bot.Request, word string) string {
	first, _, _ := strings.Cut(word, " ")
	v := nearest(first)
	example := r.Command + " " + v.word(h.language(r))
	if v == verbShow {
		example += " " + h.exampleNumber()
	}
	return h.printer(r).T("error.unknown_command", "word", word, "command", example)
}

// exampleNumber is a case number to show in a sentence.
func (h *Handlers) exampleNumber() string {
	return fmt.Sprintf("K-%d-0042", h.Now().In(h.Company.Zone).Year())
}

// help says what one can ask for, and whom to turn to with questions.
func (h *Handlers) help(ctx context.Context, r *bot.Request, by complaint.Person) (bot.Response, error) {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	officers := roster.Holding(complaint.RoleOfficer, h.Now())
	f := h.frame(r, by)
	f.Names = h.names(ctx, namesTime, officers)
	return bot.Response{Ephemeral: view.Help(f, r.Command, h.exampleNumber(), officers)}, nil
}
