package playground

import (
	"fmt"
	"strconv"
	"time"
)

// words are the page's own texts in one language. What the app says comes from the
// app; this is only the frame around it.
type words struct {
	Code, Imitated, Skip                                string
	BusinessClock, Hour, Workday, NextMessage, Reset    string
	ResetAsk, ResetText                                 string
	Be, Channels, Home, Messages, Private               string
	Unread, UnreadOne                                   string // after how many there are
	List, Talk, Thread, Panels, CloseThread, Moving     string
	Tools                                               string // clock, tour, language and the rest of the top bar
	You, Try, Or                                        string // You takes a name
	Empty, EmptyThread, EmptyDM, HomeEmpty              string
	Write, WriteThread, Send, NotMember, Join, Archived string
	OnlyYou, Edited, Replies, Reply, ReplyIn, AppTag    string
	Weekdays                                            [7]string
	DayForm                                             string // weekday, number, month and year
	Months                                              [12]string
	Close, Back, Optional, Required, Choose             string
	Filter, SearchHint, NoMatch, Update, More           string
	TooLarge, Refused, BadEmail                         string
	Shorter, Longer, BadURL                             string
	Discard, DiscardAsk, DiscardText, Keep, Cancel, OK  string
	Failed, FailedForm, NoCommand, NotPossible, Stale   string
	NotInThread                                         string // takes the command
	Offline                                             string
	Passed, PassedNothing, PassedMore                   string // of the clock: a moment, a moment, a number
	Spoken, NewsShut                                    string

	Language, LanguageAsk, Demo, Invented, Speaking         string
	Theme, ThemeAuto, ThemeLight, ThemeDark, SkipList       string
	Commands                                                string
	Tour, TourOffer, TourOfferText, TourStart, TourNo       string
	TourCount, TourShow, TourDo, TourSkip, TourBusy         string
	TourDone, TourDoneText, TourAgain, TourFailed, TourShut string
	TourFinished                                            string
	Payload, PayloadOf, PayloadNone, PayloadShut            string
	PayloadMessage, PayloadHome, PayloadModal               string
	WithinLimits, OverLimits                                string
	BlocksOf, CharsOf, BytesOf, MetadataOf, Copy, Copied    string
	Thousands                                               string
}

var languages = map[string]words{"en": english, "nl": dutch, "da": danish}

// in returns the words of a language, English ones for an unknown one.
func in(code string) words {
	if w, ok := languages[code]; ok {
		return w
	}
	return english
}

// count fills whole numbers into a sentence as the language writes them.
func (w words) count(sentence string, ns ...int) string {
	shown := make([]any, len(ns))
	for i, n := range ns {
		digits := strconv.Itoa(n)
		for at := len(digits) - 3; at > 0; at -= 3 {
			digits = digits[:at] + w.Thousands + digits[at:]
		}
		shown[i] = digits
	}
	return fmt.Sprintf(sentence, shown...)
}

// day is the civil day of a moment in its zone, such as "Fri 20 Nov 2026".
func (w words) day(t time.Time) string {
	return fmt.Sprintf(w.DayForm, w.Weekdays[t.Weekday()], t.Day(), w.Months[t.Month()-1], t.Year())
}

// said translates what the client itself says under a field.
func (w words) said(english string) string {
	switch english {
	case "Please complete this required field.":
		return w.Required
	case "Must be longer.":
		return w.Longer
	case "Must be shorter.":
		return w.Shorter
	case "Must be a valid email address.":
		return w.BadEmail
	case "Must be a valid URL.":
		return w.BadURL
	}
	return english
}

// because is the reason of a refusal where somebody could not see it coming, else empty.
func (w words) because(r *Refusal) string {
	switch r.kind {
	case whyArchived:
		return w.Archived
	case whyNotJoined:
		return w.NotMember
	case whyTooLong:
		return w.Shorter
	}
	return ""
}
