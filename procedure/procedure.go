// Package procedure holds a company's written complaint procedure as data:
// who owes what to whom by when, what must be true before a step, and how
// long things are kept. It knows no case, no clock and no Slack.
//
// A procedure is a YAML file. The presets are embedded; a company may write
// its own. Nothing in Go names one of the companies.
package procedure

import (
	"slices"

	"ombud/calendar"
)

// Procedure is one version of one written procedure. It is never changed
// after loading; a case keeps the version in force when it was received.
type Procedure struct {
	Name     string `yaml:"name"`     // short id, as in "exactpi"
	Title    string `yaml:"title"`    // what the company calls the document
	Version  string `yaml:"version"`  // the document's own version
	Dated    string `yaml:"dated"`    // civil day of that version, 2006-01-02
	Approver string `yaml:"approver"` // function of who approved that version, as in "the board"; empty: not said
	Prefix   string `yaml:"prefix"`   // first letters of a case number
	Language string `yaml:"language"` // of texts to complainants
	Address  string `yaml:"address"`  // how texts speak to them: u, je, du or you; u or du when not named
	Calendar string `yaml:"calendar"` // holiday set when the company names none
	// Lead is the role whose holders do what is the officer's elsewhere, where
	// the procedure knows no officer; empty: the officer.
	Lead string `yaml:"lead"`

	// Texts are what whoever complains is told in the company's own words, in the language
	// and the form of address of the procedure: by the id of the text of ours that each
	// takes the place of, with the same variables, as in {{.number}}.
	Texts map[string]string `yaml:"texts"`

	Names    Names    `yaml:"names"` // of people and things
	Intake   Intake   `yaml:"intake"`
	Steps    Steps    `yaml:"steps"`
	Contact  Contact  `yaml:"contact"`
	Confirm  Confirm  `yaml:"acknowledge"`
	Classify Classify `yaml:"classify"`
	Assign   Assign   `yaml:"assign"`
	Answer   Answer   `yaml:"answer"`
	Extend   Extend   `yaml:"extension"`
	FollowUp FollowUp `yaml:"follow_up"`
	Close    Close    `yaml:"close"`
	Reopen   Reopen   `yaml:"reopen"`
	Wording  Wording  `yaml:"wording"`
	External []Body   `yaml:"external"` // third parties a complainant may turn to
	Duties   []Duty   `yaml:"duties"`

	Reports []Report `yaml:"reports"` // of all complaints, by period

	Review  Review  `yaml:"review"`      // of the procedure itself
	Publish Publish `yaml:"publication"` // where customers find it

	Natures   []string  `yaml:"natures"`   // codes a case may be classified by
	Retention Retention `yaml:"retention"` // how long a closed case is kept

	// Agreement says what nobody does on their own word.
	Agreement Agreement `yaml:"agreement"`

	// Recommend says who answers what the officer recommends to prevent complaints.
	Recommend Recommend `yaml:"recommend"`

	// Confidential lists the natures whose cases never come into the channel.
	Confidential []string `yaml:"confidential"`
	// Confidant lists those of them whose cases the company's confidant hears of
	// and sees, and of which filing asks whom they are against. What is written down
	// there is of a special category.
	Confidant []string `yaml:"confidant"`
}

// Steps says which optional steps of the general model the procedure has.
type Steps struct {
	// ReadBack: the complainant approves the wording before the case is
	// assigned (bound to the text's hash).
	ReadBack bool `yaml:"read_back"`
	// Explain: the procedure is explained after that approval.
	Explain bool `yaml:"explain"`
	// FirstContact: the handler contacts the complainant and agrees a plan.
	FirstContact bool `yaml:"first_contact"`
	// CheckDetails: somebody checks name and address of the complainant. Nothing
	// goes out by letter before that.
	CheckDetails bool `yaml:"check_details"`
	// TakeOver is the role whose holders say that they have seen a new case and
	// take it over; empty: nobody has to.
	TakeOver string `yaml:"take_over"`
	// Inform is the role of whom one is told that there is a complaint: the
	// partner whose customer it is; empty: nobody.
	Inform string `yaml:"inform"`
	// Enter: somebody enters the complaint in the company's customer system, and notes
	// where it stands there.
	Enter bool `yaml:"enter"`
	// Report: whoever handles the case reports how, by a step of its own, where the answer
	// was told without.
	Report bool `yaml:"report"`
	// Updates: the handler tells the officer how the case goes on.
	Updates bool `yaml:"updates"`
}

// Contact says what belongs to speaking with a complainant.
type Contact struct {
	// By are roles that may do it besides handler and officer, from the receipt on.
	By []string `yaml:"by"`
	// Consult is the role that is asked before the first contact; empty: nobody.
	Consult string `yaml:"consult"`
	// Gate: a contact without that is refused; else it is only a warning.
	Gate bool `yaml:"gate"`
	// NoteRequired: what was said is written down with it.
	NoteRequired bool `yaml:"note_required"`
	// Folder: with what was said it is noted where that lies in the customer's own folder.
	Folder bool `yaml:"folder"`
	// Points are what whoever speaks keeps in mind, and ticks afterwards: codes in
	// the order shown.
	Points []string `yaml:"points"`
}

// Confirm says how the receipt of a complaint is confirmed to who complained.
type Confirm struct {
	// Forms are the ways in which that counts: phone meeting email letter, in
	// the order shown. None: the procedure has no such step.
	Forms []string `yaml:"forms"`
	// DayRequired: whoever confirms in a conversation also says by which day
	// the customer hears more.
	DayRequired bool `yaml:"day_required"`
}

// Classify says who says what sort of case it is, and what belongs to that.
type Classify struct {
	// By is the role that alone does it, after the registration: then filing does
	// not ask. Empty: the filer may propose, officer and deputy decide.
	By string `yaml:"by"`
	// First: before anything else of a new case, and before its receipt is confirmed.
	First bool `yaml:"first"`
	// Required: no case closes without.
	Required      bool `yaml:"required"`
	RequiredHouse bool `yaml:"required_house"` // our rule, not the company's promise
	// Second: another nature may stand beside the main one.
	Second bool `yaml:"second"`
	// Assess: also how urgent it is, and in words what to make of it.
	Assess bool `yaml:"assess"`
	// Numbered: natures have Roman numbers and ways of submission letters, in the
	// order of the lists.
	Numbered bool `yaml:"numbered"`
	// Categories are codes of what in the service it is about; none: not asked.
	Categories []string `yaml:"categories"`
	// Parties are codes of who may complain; none: not asked.
	Parties []string `yaml:"parties"`
}

// Extend says whether and how the answer may take longer.
type Extend struct {
	// Of is the duty that is put off; empty: nothing may take longer.
	Of string `yaml:"of"`
	// Most is how far, counted from the last day it replaces.
	Most *calendar.Period `yaml:"most"`
	// Announce is until when the customer must be told, counted from the
	// receipt; none: until the day that it replaces.
	Announce *calendar.Period `yaml:"announce"`
	// Agreement is the role whose agreement the handler needs; empty: none.
	Agreement string `yaml:"agreement"`
	// Times is how often; 0 stands for once.
	Times int `yaml:"times"`
	// House: how far and how often are our rules, not the company's promise.
	House bool `yaml:"house"`
	// AskBefore is how many business days before the customer must have been told
	// it is asked whether the day stands; 0: nobody asks.
	AskBefore int `yaml:"ask_before"`
}

// Assign says who may handle.
type Assign struct {
	// DelivererRequired: assigning asks who delivered the service.
	DelivererRequired bool `yaml:"deliverer_required"`
	// SendForm: assignment takes effect when the form reached the handler.
	SendForm bool `yaml:"send_form"`
	// Reasons are the codes offered under "why this person"; none: officer and other.
	Reasons []string `yaml:"reasons"`
	// CoResponsible: whoever filed stays co-responsible beside the handler (KG-26);
	// else that is for the officer to say.
	CoResponsible bool `yaml:"co_responsible"`
	// Roles are those whose holders may be chosen, who handle as a rule first; none: handler.
	Roles []string `yaml:"roles"`
}

// Agreement names the roles whose holders agree with a step that others ask for; who
// plays the role decides in person. Answers and extensions name theirs themselves.
type Agreement struct {
	// Handler: with who handles the case; empty: who assigns it chooses.
	Handler string `yaml:"handler"`
	// NoComplaint: that it was a question, or no complaint; empty: who leads the case
	// says so.
	NoComplaint string `yaml:"no_complaint"`
	// Unreached: that a case goes on though the complainant was never reached; empty:
	// the role that approves answers, else management.
	Unreached string `yaml:"unreached"`
	// Unverified: that a case closes though nobody heard whether the complainant is
	// satisfied; empty: the same.
	Unverified string `yaml:"unverified"`
	// House lists those of the four that are our rules, not the company's promise.
	House []string `yaml:"house"`
	// Alone: where one person is all who could agree, they agree with what is theirs,
	// and everything that shows it says so.
	Alone bool `yaml:"alone"`
}

// The steps that an agreement may be for, as the grammar names them.
const (
	AgreeHandler     = "handler"
	AgreeNoComplaint = "no_complaint"
	AgreeUnreached   = "unreached"
	AgreeUnverified  = "unverified"
)

// fill names who agrees where the procedure is silent: that is our rule.
func (a *Agreement) fill(role string) {
	for _, silent := range []struct {
		step   string
		agrees *string
	}{{AgreeUnreached, &a.Unreached}, {AgreeUnverified, &a.Unverified}} {
		if *silent.agrees == "" {
			*silent.agrees = role
			a.House = append(a.House, silent.step)
		}
	}
}

// Ours tells whether that somebody agrees with that step is our rule: the procedure says
// so, or is silent about it.
func (a Agreement) Ours(step string) bool { return slices.Contains(a.House, step) }

// FollowUp says how satisfaction is checked.
type FollowUp struct {
	Required bool `yaml:"required"`
	House    bool `yaml:"house"` // our rule, not the company's promise
	// Attempts are how many tries, on as many business days, come before a case closes
	// without a reply, or goes on without a first contact.
	Attempts      int  `yaml:"attempts"`
	HandlerMayAsk bool `yaml:"handler_may_ask"` // else only with a reason
	ReadyBefore   int  `yaml:"ready_before"`    // business days before the call is due that it shows up
}

// Close says what closing asks for.
type Close struct {
	Report bool `yaml:"report"` // the handling is reported through the form
	Lesson bool `yaml:"lesson"` // a lesson or measure, or a reasoned "none"
	// Explained: the complainant was told that the procedure exists, and where it
	// can be read.
	Explained bool `yaml:"explained"`
	// Archive: where the file lies in the company's own archive or customer
	// system.
	Archive bool `yaml:"archive"`
	// Duties are kinds of them that must be done before; of any other that is owed
	// whoever closes is warned, and it stays on record that it was left.
	Duties []string `yaml:"duties"`
	// Points of a contact that must have been ticked before.
	Points []string `yaml:"points"`
	// MeasureOrReason are the natures of which a case closes with a corrective
	// action, or with the reason why none follows. Of a matter that came up
	// before that is asked anyway.
	MeasureOrReason []string `yaml:"measure_or_reason"`
}

// Recommend says what becomes of recommendations of the officer. Nothing said: the
// procedure has none.
type Recommend struct {
	To     string           `yaml:"to"`     // the role whose holders adopt or reject them
	Within *calendar.Period `yaml:"within"` // by when
	House  bool             `yaml:"house"`  // that term is our rule, not the company's promise
	// Yearly: the officer is asked for one after a year without.
	Yearly bool `yaml:"yearly"`
}

// Reopen says for how long a closed case can be taken up again.
type Reopen struct {
	Within *calendar.Period `yaml:"within"` // after closing; 12 months when not named
	Roll   calendar.Roll    `yaml:"roll"`
	House  bool             `yaml:"house"`
}

// Body is a third party that decides on disputes.
type Body struct {
	Name    string           `yaml:"name"`
	Address string           `yaml:"address"`
	URL     string           `yaml:"url"`
	Binding string           `yaml:"binding"` // yes, no, unknown: must the company follow it
	Within  *calendar.Period `yaml:"within"`  // how long the complainant has to turn to it
	Clause  string           `yaml:"clause"`
	House   bool             `yaml:"house"`
	// For are the natures and kinds of complainant that may turn to it; none: all.
	For []string `yaml:"for"`
}

// Duty is one obligation that a case can owe.
type Duty struct {
	Kind     string           `yaml:"kind"`
	Clause   string           `yaml:"clause"`    // obligation id, or "house rule" beside house: true
	StartsOn string           `yaml:"starts_on"` // an event, or [Settled]
	DoneBy   []string         `yaml:"done_by"`   // any of these events ends it
	Owner    string           `yaml:"owner"`     // a role
	Within   *calendar.Period `yaml:"within"`
	Agreed   string           `yaml:"agreed"` // or: the day agreed in an event's field
	Roll     calendar.Roll    `yaml:"roll"`
	Per      string           `yaml:"per"` // case or round
	// NotAfter is another duty than which it is never due later; of one that acknowledged
	// ends, where not named, the first that telling the answer ends, of those that begin no later.
	NotAfter string `yaml:"not_after"`
	// GivesWay is the duty whose agreed day stands in place of this term where it is later
	// and was agreed before the term was over: the term holds where nothing was agreed.
	GivesWay string `yaml:"gives_way_to"`
	House    bool   `yaml:"house"`
	// Quiet: nobody is reminded and no list shows it; only once it is late, the
	// officer is told.
	Quiet bool `yaml:"quiet"`
	// Only limits the duty to cases that came in this way: "oral".
	Only string `yaml:"only"`
	// OnlyIf limits the duty to filings with this flag: "customer_unknown".
	OnlyIf string `yaml:"only_if"`
	// While limits the duty to the time in which somebody of this role handles
	// the case: it starts when they are assigned.
	While string `yaml:"while"`
	// RestartsOn are events that start the clock anew while it runs, and one that opens
	// a round also after it was done; "entry" stands for whatever a person puts into the
	// file.
	RestartsOn []string `yaml:"restarts_on"`
}

// Duty returns the duty of that kind, or nil.
func (p *Procedure) Duty(kind string) *Duty {
	for i := range p.Duties {
		if p.Duties[i].Kind == kind {
			return &p.Duties[i]
		}
	}
	return nil
}

// DoneOnlyBy lists the kinds of duties that nothing but that event ends.
func (p *Procedure) DoneOnlyBy(event string) []string {
	var kinds []string
	for i := range p.Duties {
		if d := &p.Duties[i]; !d.Quiet && len(d.DoneBy) == 1 && d.DoneBy[0] == event {
			kinds = append(kinds, d.Kind)
		}
	}
	return kinds
}

// Channel returns the way in of that name, or nil when the procedure does
// not have it.
func (p *Procedure) Channel(name string) *Channel {
	for i := range p.Intake.Channels {
		if p.Intake.Channels[i].Name == name {
			return &p.Intake.Channels[i]
		}
	}
	return nil
}

// How often a duty is owed.
const (
	PerCase  = "case"
	PerRound = "round"
)
