package complaint

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// State is where a case stands in its procedure.
type State string

// The states, in the order of the straight road, then the ends beside it.
const (
	StateRecorded  State = "recorded"
	StateConfirmed State = "confirmed"
	StateAssigned  State = "assigned"
	StateHandling  State = "in_handling"
	StatePrepared  State = "decision_prepared"
	StateDecided   State = "decided"
	StateFollowUp  State = "follow_up"
	StateRework    State = "rework"
	StateClosed    State = "closed"

	StateDispute State = "external_dispute" // with an independent third party

	StateWithdrawn    State = "withdrawn"       // the complainant took it back
	StateNoComplaint  State = "not_a_complaint" // a question, or nobody complained
	StateDuplicate    State = "duplicate"       // a pointer to the case that goes on
	StateFiledInError State = "filed_in_error"
)

// ended are the states in which nothing more is done for the complainant.
var ended = []State{StateClosed, StateWithdrawn, StateNoComplaint, StateDuplicate, StateFiledInError}

// Case is one complaint. Its fields are read-only outside this package; only
// the steps (methods that take a Person and a time) change it.
type Case struct {
	Workspace string
	Number    string // "K-2026-0042"; empty until the store gave it

	// What the case is judged by: versions pinned at receipt, people of today.
	Procedure *procedure.Procedure
	Calendar  *calendar.Calendar
	Roster    *Roster

	Events  []Event
	Entries Entries

	// All that follows is derived from the events.
	State        State
	Round        int       // 1, and one more for each time the customer was not satisfied
	Via          string    // of the receipt that counts, see ReceivedAt
	Class                  // what sort of case it is
	ReceivedAt   time.Time // the earliest of all cases that became one with this
	DayOnly      bool      // the hour of the receipt is not known, ReceivedAt is the beginning of its day
	RegisteredAt time.Time
	Filer        string
	receiver     string    // see Receiver
	Signs        []string  // by which the filer knew it to be a complaint
	About        []string  // Slack ids of people the complaint is about
	Deliverers   []string  // Slack ids of people who delivered the service
	Interested   []string  // people with a declared or found interest
	Confidential bool      // kept out of the management channel
	shelved      bool      // over when that ended: it has no card there until it goes on
	TextHash     string    // of the story as it stands
	ApprovedHash string    // of the story that the complainant approved
	ReadBack     Kind      // how the read-back ended; empty: not yet
	ReceiptAt    time.Time // when the customer heard that we have the complaint
	Extensions   []Extension
	Consultation Kind      // Consulted once the procedure's consultation is on file for the answer of this round, and confirmed where that is asked
	consulted    int       // the event that noted it; 0: none
	Hearings     []Hearing // consultations that whoever was asked has to confirm
	Advised      bool      // before the first contact, where the procedure asks for that
	DetailsAt    time.Time // when name and address of the complainant were checked
	ExplainedAt  time.Time
	concerned    []string  // of those complained about who are to be told of it in person
	TakenOverAt  time.Time // when somebody it is handed to first did something with it
	Handler      string    // empty: nobody, or nobody any more
	AssignedAt   time.Time
	coOwner      string // see CoOwner
	Accepted     bool   // the handler answered the assignment, or set to work
	FormSentAt   time.Time
	ContactedAt  time.Time
	PlanDay      string // civil day agreed with the complainant last
	Answers      []AnswerVersion
	Commitments  []Commitment
	Measures     []Measure
	ToldAt       time.Time
	FollowUps    []FollowUpEntry // of the current round
	Outcome      string
	FollowedUp   Kind      // Satisfied; NoReply, NoContact or Untold once management agreed; empty: not yet
	Requests     []Request // for agreement, other than with an answer or an extension
	UnreachedAt  time.Time // when it went on though the complainant was never reached
	RuledAt      time.Time // when a third party ruled
	RulingDay    string    // civil day by which that is carried out
	RulingDoneAt time.Time
	ClosedAt     time.Time // when it ended, in whatever way
	FilesKept    []string
	FilesLost    []string
	Order        *EraseOrder // nil: its term decides when the case is erased
	ErasedAt     time.Time   // when its personal data went
	lapsedAt     time.Time   // see Lapse
	ErasedWhy    string      // one of the codes of erasing
	held         []Hold
	heard        ledger // of reminders

	// Duties of the case when it had derivedAt events, so that one step derives
	// them once.
	derived   []Duty
	derivedAt int

	Related []string // numbers of cases that have to do with it

	plannedAt  time.Time   // when PlanDay was agreed
	toldRound  int         // the last in which an answer was told
	settled    map[int]int // by round: the event that left nothing but closing, see settle
	unsettled  []spell     // when nothing but closing was left, and then something was again
	before     standing    // the third party that has it, or had it last
	backAt     time.Time   // when it was written down that it did not rule on a closed case
	disputed   int         // the event that took it to a third party; 0: none
	binds      bool        // see Bound
	ownReceipt time.Time   // of this case alone
	firstBy    string      // whom the receipt of a duplicate reached that counts; empty: its own does
	joints     []joint
	apart      []string // whom a duplicate kept out that went its own way: its words stay in the file

	ending   int   // the event that ended the case by a side road; 0: none
	unending State // where the case stood before that
	unasked  []Request

	written map[int]Event // what was corrected, as it was recorded
	// reworded are the words of corrected events, by their number, as they stand now: such
	// an event points to them by its number below zero.
	reworded map[int]json.RawMessage
	unread   int   // the correction that made the approval of the words void; 0: none
	reread   []int // those before it, after which the words were read again

	filingEntry, appointmentEntry, planEntry int
	saved                                    int
	newEntries                               []int
}

// spell is what lay between two events of a round.
type spell struct{ round, from, until int }

// AnswerVersion is one version of an answer and what became of it.
type AnswerVersion struct {
	Version   int
	Round     int
	Author    string
	Form      string
	Outcome   string
	Hash      string // of the words, binds the approval; empty: none is bound any more
	Asked     bool   // put up for approval
	AskedAt   time.Time
	AskedOf   string // approver asked, may be empty: anyone who may
	Verdict   Kind   // Approved, ChangesAsked, ApprovalWithdrawn; empty: none yet
	DecidedBy string
	DecidedAt time.Time
	Restated  bool // its outcome was corrected after it was told, see [FactOutcome]
	Alone     bool // approved by its author or the handler, nobody else being left
	agreed    []Agreement
	again     []int // the events that made its approval void
	comment   int
	entry     int
}

// void lets the version wait for a decision once more.
func (a *AnswerVersion) void() {
	a.Verdict, a.DecidedBy, a.DecidedAt, a.Alone = "", "", time.Time{}, false
}

// FollowUpEntry is one attempt to hear whether the customer is satisfied.
type FollowUpEntry struct {
	Result Kind
	By     string
	At     time.Time
}

// New gives a case that has not happened yet, judged by these rules.
func New(workspace string, p *procedure.Procedure, cal *calendar.Calendar, r *Roster) *Case {
	return &Case{Workspace: workspace, Procedure: p, Calendar: cal, Roster: r}
}

// Load builds a case from what was stored.
func Load(workspace, number string, p *procedure.Procedure, cal *calendar.Calendar, r *Roster, events []Event, entries Entries) *Case {
	c := New(workspace, p, cal, r)
	c.Number, c.Entries = number, entries
	corrected := false
	for _, e := range events {
		c.Events = append(c.Events, e)
		corrected = c.correct(e) || corrected
		c.apply(e)
	}
	c.saved = len(c.Events)
	if corrected {
		c.rebuild()
	}
	return c
}

// record adds an event to the case and takes its effect.
func (c *Case) record(kind Kind, by Person, at, now time.Time, data Data, entry int) {
	if data.Round == 0 {
		data.Round = max(c.Round, 1)
	}
	if data.Case == "" { // what a duplicate brings along happened there
		data.For = c.inPlace(kind, by, now)
	}
	e := Event{
		Seq: len(c.Events) + 1, Kind: kind, Actor: by.ID,
		At: instant(at), Recorded: instant(now), Data: data, Entry: entry,
	}
	if asksAnew(e) {
		e.Data.Flags = append(slices.Clip(e.Data.Flags), FlagAsksAnew)
	}
	c.Events = append(c.Events, e)
	if c.correct(e) {
		c.rebuild()
		return
	}
	c.apply(e)
}

// recordWords records a step that is over once somebody said in their own words why, or how
// things stand. With no words it is refused as missing says.
func (c *Case) recordWords(kind Kind, data Data, words string, missing *Refusal, by Person, now time.Time) error {
	if words = strings.TrimSpace(words); words == "" {
		return missing
	}
	c.record(kind, by, now, now, data, c.put(Note{Text: words}))
	return nil
}

// Involved lists everybody who must be kept out of the case: complained
// about, delivered the service, or with an interest.
func (c *Case) Involved() []string {
	all := slices.Concat(c.About, c.Deliverers, c.Interested, c.apart)
	for _, j := range c.joints {
		all = append(all, j.users...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// OutsideDeliverer is the typed name of who delivered the service and is not in Slack, as
// it was named last; empty for nobody.
func (c *Case) OutsideDeliverer() string {
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == DelivererNamed && e.Entry > 0 { // when the handler was chosen
			return c.Note(e).With
		}
		if e.Kind == Corrected && e.Data.Why == string(FactDeliverers) {
			break
		}
	}
	return c.Filing().Deliverer
}

// IsInvolved tells whether user must be kept out of the case.
func (c *Case) IsInvolved(user string) bool {
	return slices.Contains(c.About, user) || slices.Contains(c.Deliverers, user) || slices.Contains(c.Interested, user) || slices.Contains(c.apart, user) ||
		slices.ContainsFunc(c.joints, func(j joint) bool { return slices.Contains(j.users, user) })
}

// Open tells whether the case still runs.
func (c *Case) Open() bool { return !slices.Contains(ended, c.State) }

// Answer gives the newest version of the current round, or nil.
func (c *Case) Answer() *AnswerVersion {
	if n := len(c.Answers); n > 0 && c.Answers[n-1].Round == c.Round {
		return &c.Answers[n-1]
	}
	return nil
}

// CalendarVersion names the calendar that the case is pinned to.
func (c *Case) CalendarVersion() string { return c.Calendar.Version() }

// Zone is the company's time zone.
func (c *Case) Zone() *time.Location { return c.Calendar.Zone() }

// Comment gives what the approver wrote with the verdict on version v.
func (c *Case) Comment(v int) string {
	if v < 1 || v > len(c.Answers) {
		return ""
	}
	var n Note
	c.read(c.Answers[v-1].comment, &n)
	return n.Text
}
