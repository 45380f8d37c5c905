package handlers

import (
	"context"
	"slices"
	"strings"
	"time"

	"ombud/bot"
	"ombud/complaint"
	"ombud/lang"
)

// verb is what a command asks for, by its English word.
type verb string

const (
	verbNew     verb = "new"
	verbHelp    verb = "help"
	verbRules   verb = "procedure"
	verbSigns   verb = "recognise"
	verbShow    verb = "show"
	verbMine    verb = "mine"
	verbList    verb = "list"
	verbSearch  verb = "search"
	verbDue     verb = "due"
	verbRepost  verb = "repost"
	verbAway    verb = "away"
	verbBack    verb = "back"
	verbKept    verb = "retention"
	verbSetup   verb = "settings"
	verbDays    verb = "calendar"
	verbLater   verb = "later" // a word of [later]
	verbUnknown verb = ""
)

// verbRow is one thing that can be typed after a command.
type verbRow struct {
	verb  verb
	words []string         // as shown in English, Dutch and Danish, then other spellings
	takes int              // words that may follow; with more the whole is a story. anyWords: no end
	roles []complaint.Role // who may use it; empty: every colleague
	line  string           // what help says of it; empty: nothing
	first bool             // help says it also to those who did not ask for all
	do    func(h *Handlers, ctx context.Context, r *bot.Request, by complaint.Person, rest string) (bot.Response, error)
}

// inCharge are the roles that lead a case.
var inCharge = []complaint.Role{complaint.RoleOfficer, complaint.RoleDeputy}

// setsUp are the roles that have a say in who holds which role.
var setsUp = []complaint.Role{complaint.RoleAdmin, complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleFallback}

// anyWords is for verbs that take a text.
const anyWords = 1 << 16

// verbs is the one table of what can be typed, in the order of help. It is a
// function because help itself reads it.
func verbs() []verbRow {
	return []verbRow{
		{verb: verbNew, words: []string{"new", "nieuw", "ny"}, takes: anyWords, line: "help.line.new", first: true, do: (*Handlers).fileFrom},
		{verb: verbMine, words: []string{"mine", "mijn", "mine"}, line: "help.line.mine", first: true, do: (*Handlers).mineCases},
		{verb: verbShow, words: []string{"show", "toon", "vis"}, takes: 1, line: "help.line.show", first: true, do: (*Handlers).show},
		{verb: verbSearch, words: []string{"search", "zoek", "søg", "soeg"}, takes: anyWords, line: "help.line.search", do: (*Handlers).search},
		{
			verb: verbDue, words: []string{"due", "termijn", "frist"}, takes: 2, line: "help.line.due",
			do: (*Handlers).due,
		},
		{
			verb: verbList, words: []string{"list", "lijst", "liste"}, takes: 2, roles: reads, line: "help.line.list",
			do: (*Handlers).listCases,
		},
		{
			verb: verbKept, words: []string{"retention", "bewaren", "opbevaring"}, roles: leads, line: "help.line.retention",
			do: (*Handlers).expiring,
		},
		{verb: verbRepost, words: []string{"repost", "herplaats", "genopslå", "genopslaa"}, takes: 1, roles: inCharge, line: "help.line.repost", do: (*Handlers).repostTyped},
		{verb: verbAway, words: []string{"away", "afwezig", "fraværende", "fravaerende", "fravær"}, takes: 6, line: "help.line.away", first: true, do: (*Handlers).awayTyped},
		{verb: verbBack, words: []string{"back", "terug", "tilbage"}, line: "help.line.back", do: (*Handlers).back},
		{
			verb: verbSetup, words: []string{"settings", "instellingen", "indstillinger"}, roles: setsUp, line: "help.line.settings",
			do: (*Handlers).settings,
		},
		{verb: verbDays, words: []string{"calendar", "kalender", "kalender"}, roles: setsUp, line: "help.line.calendar", do: (*Handlers).calendar},
		{verb: verbRules, words: []string{"procedure", "procedure", "forretningsgang"}, line: "help.line.procedure", do: (*Handlers).written},
		{verb: verbSigns, words: []string{"recognise", "herken", "genkend", "recognize"}, line: "help.line.recognise", do: (*Handlers).signs},
		{verb: verbHelp, words: []string{"help", "hulp", "hjælp", "hjaelp"}, takes: anyWords, do: (*Handlers).help},
	}
}

// word is how the verb is written in a language.
func (v *verbRow) word(l lang.Language) string {
	switch l {
	case lang.NL:
		return v.words[1]
	case lang.DA:
		return v.words[2]
	}
	return v.words[0]
}

// open tells whether user may use the verb at that moment, also in the place of who
// leads and is away; who sets the app up does that in person.
func (v *verbRow) open(roster *complaint.Roster, user string, at time.Time) bool {
	if slices.Contains(v.roles, complaint.RoleAdmin) {
		return roster.HasAny(user, at, v.roles...)
	}
	return len(v.roles) == 0 || roster.ActsAs(user, at, v.roles...)
}

// later are the words of what cannot be done yet, with how many words may follow: who
// types one is told so, is offered no other word, and does not begin a story with it.
var later = map[string]int{
	"report": 2, "rapport": 2, "export": 1, "exporteer": 1, "eksport": 1,
	"doctor": 0, "controle": 0, "tjek": 0, "demo": 1, "oefenzaak": 0, "øvelsessag": 0,
}

// rowOf finds a verb in the table, nil for verbUnknown.
func rowOf(v verb) *verbRow {
	all := verbs()
	if i := slices.IndexFunc(all, func(row verbRow) bool { return row.verb == v }); i >= 0 {
		return &all[i]
	}
	return nil
}

// order is a command as understood: what to do and what it speaks of. For
// verbNew that is a story to begin with, for verbUnknown and verbLater the word.
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
	story := len(words) >= storyWords
	if row := verbOf(words[0]); row != nil && (!story || len(words)-1 <= row.takes) {
		return order{row.verb, strings.TrimSpace(strings.TrimPrefix(text, words[0]))}
	}
	if takes, known := later[strings.ToLower(words[0])]; known && len(words)-1 <= takes {
		return order{verbLater, words[0]}
	}
	if len(words) == 1 && numberLike.MatchString(words[0]) { // a case is meant to be shown
		return order{verbShow, words[0]}
	}
	if story { // "show the customer that we …"
		return order{verbNew, text}
	}
	return order{verbUnknown, words[0]}
}

func verbOf(word string) *verbRow {
	word = strings.ToLower(word)
	for _, row := range verbs() {
		if slices.Contains(row.words, word) {
			return &row
		}
	}
	return nil
}

// nearest gives the verb that a mistyped word was probably meant to be among
// those that may be used, help when nothing is near.
func nearest(word string, may func(*verbRow) bool) *verbRow {
	best, least := rowOf(verbHelp), 3
	for _, row := range verbs() {
		for _, w := range row.words {
			if d := edits([]rune(strings.ToLower(word)), []rune(w)); d < least && may(&row) {
				best, least = &row, d
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

// HelpLines are all that help says to user of what can be typed after a command, a
// sentence each, with what is typed between backticks and number as the example of a case.
func HelpLines(p *lang.Printer, roster *complaint.Roster, user string, at time.Time, command, number string) []string {
	var lines []string
	for _, row := range verbs() {
		if row.line != "" && row.open(roster, user, at) {
			lines = append(lines, p.T(row.line, "command", command, "number", number))
		}
	}
	return lines
}
