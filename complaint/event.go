package complaint

import (
	"slices"
	"time"
)

// Kind names what happened.
type Kind string

// What can happen to a case. Procedures name these as the start and the end
// of their duties.
const (
	Received            Kind = "received" // At is the receipt, Recorded the filing
	TextCorrected       Kind = "text_corrected"
	ReadBackApproved    Kind = "readback_approved"
	ReadBackRefused     Kind = "readback_refused"
	ReadBackUnreachable Kind = "readback_unreachable"
	Explained           Kind = "explained"
	Corrected           Kind = "corrected"   // Event was recorded wrong; Why: which fact of it
	Added               Kind = "added"       // information, or a second complaint of the same matter
	ReachFound          Kind = "reach_found" // a way to reach an unknown customer
	DelivererNamed      Kind = "deliverer_named"
	HandlerAssigned     Kind = "assigned"
	FormSent            Kind = "form_sent" // the form reached the handler
	Attempted           Kind = "attempted"
	Contacted           Kind = "contacted"
	PlanAgreed          Kind = "plan_agreed"
	Drafted             Kind = "drafted"
	ApprovalAsked       Kind = "approval_asked"
	ChangesAsked        Kind = "changes_asked"
	Approved            Kind = "approved"
	ApprovalGiven       Kind = "approval_given" // and one more has to agree
	ApprovalWithdrawn   Kind = "approval_withdrawn"
	ApprovalPassed      Kind = "approval_passed" // User decides instead
	Told                Kind = "told"            // the decision reached the complainant
	FollowUpStarted     Kind = "followup_started"
	Satisfied           Kind = "satisfied"
	Dissatisfied        Kind = "dissatisfied"
	NoReply             Kind = "no_reply"
	NoContact           Kind = "no_contact"      // the complainant wants none any more
	AgreementAsked      Kind = "agreement_asked" // Why: what is asked, see [Ask]
	AgreementGiven      Kind = "agreement_given" // and it is done
	AgreementDenied     Kind = "agreement_denied"
	Unreached           Kind = "unreached" // the case goes on without a first contact
	Reopened            Kind = "reopened"  // the complainant came back
	Disputed            Kind = "disputed"  // Day: a ruling is expected; Why: whether it binds
	Ruled               Kind = "ruled"     // Day: to be carried out
	RulingDone          Kind = "ruling_done"
	CaseClosed          Kind = "closed"
	Withdrawn           Kind = "withdrawn"       // At is when the complainant said so
	NoComplaint         Kind = "not_a_complaint" // Why: EndQuestion or EndNoComplaint
	FiledInError        Kind = "filed_in_error"
	Duplicate           Kind = "duplicate"  // Case goes on instead
	EndUndone           Kind = "end_undone" // one of the four above was a mistake
	Absorbed            Kind = "absorbed"   // Case was a duplicate of this one; At is its receipt
	Separated           Kind = "separated"  // that was a mistake
	RelatedTo           Kind = "related"    // Case has to do with it
	CommitmentMade      Kind = "commitment_made"
	CommitmentKept      Kind = "commitment_kept"
	CommitmentDropped   Kind = "commitment_dropped"
	MeasureTaken        Kind = "measure_taken" // Why: what it does to the written procedures
	MeasureMoved        Kind = "measure_moved" // User sees to it by Day; Were and Old: who did, by when
	MeasureDone         Kind = "measure_done"
	MeasureDropped      Kind = "measure_dropped"
	MeasureTold         Kind = "measure_told"       // the complainant knows by when a procedure changes
	InvolvedFound       Kind = "involved_found"     // somebody turned out to be concerned
	RouteConfidential   Kind = "route_confidential" // Why: its nature; Users: who were in the channel
	RouteEnded          Kind = "route_ended"        // nothing keeps the case out of the channel any more
	FileKept            Kind = "file_kept"
	FileLost            Kind = "file_lost"
	Reminded            Kind = "reminded"
	Unheard             Kind = "unheard"         // a reminder reached nobody: whoever could act on it is away; Until: when the first is back
	Snoozed             Kind = "snoozed"         // one person wants the reminder later
	PassedOn            Kind = "passed_on"       // one person handed a duty's reminders to their deputy
	Chased              Kind = "chased"          // somebody asked that a late duty be done
	DetailsChecked      Kind = "details_checked" // name and address of the complainant; Why: how
	Acknowledged        Kind = "acknowledged"    // the customer heard that we have the complaint
	Classified          Kind = "classified"
	Accepted            Kind = "accepted"       // the handler takes the case and has no interest in it
	Declined            Kind = "declined"       // the handler cannot take the case
	HandlerNeeded       Kind = "handler_needed" // nobody handles the case any more
	Consulted           Kind = "consulted"
	ConsultConfirmed    Kind = "consult_confirmed" // whoever was asked in Event says that they were heard
	ConsultDenied       Kind = "consult_denied"    // and that they were not
	ExtensionAsked      Kind = "extension_asked"
	ExtensionAgreed     Kind = "extension_agreed"
	ExtensionRefused    Kind = "extension_refused"
	ExtensionWithdrawn  Kind = "extension_withdrawn" // by who asked, or handles: the day stands
	Extended            Kind = "extended"            // the customer heard of the later day; At is when
	CoOwnerNamed        Kind = "co_owner"            // User is co-responsible beside the handler
	ColleagueTold       Kind = "colleague_told"      // User, of what the case asks of them
	Noted               Kind = "noted"               // something said elsewhere was put into the file
	TakenOver           Kind = "taken_over"
	Informed            Kind = "informed" // User, or a person outside Slack, knows of the case
	Entered             Kind = "entered"  // in the customer system
	Reported            Kind = "reported" // how it was handled
	Updated             Kind = "updated"  // the handler told how it goes on
	HoldSet             Kind = "hold_set" // Day: somebody looks at it again
	HoldReleased        Kind = "hold_released"
	EraseOrdered        Kind = "erase_ordered" // Why: the reason
	EraseStopped        Kind = "erase_stopped"
	CaseErased          Kind = "erased"   // Why: the reason; personal data are gone
	Rejudged            Kind = "rejudged" // by the versions in force at the receipt as it stands now; New: that of the procedure
	Lapsed              Kind = "lapsed"   // what could be taken back for a day no longer can
)

// AboutReminders tells whether an event is only about who hears of a duty when, or
// what messages offer, and so no step of the case.
func (k Kind) AboutReminders() bool {
	return k == Reminded || k == Unheard || k == Snoozed || k == PassedOn || k == Chased || k == Lapsed
}

// Loud tells whether the line of such an event in the thread shows in the channel
// as well: the case left our hands.
func (k Kind) Loud() bool { return k == Disputed }

// Event is one thing that happened, in the order in which it was recorded.
// It carries codes, ids and both times; words and names lie in the sealed
// entry that it points to.
type Event struct {
	Seq      int       // 1, 2, 3 … in the case
	Kind     Kind      // what happened
	Actor    string    // Slack id; empty when only time passed
	At       time.Time // when it was true
	Recorded time.Time // when it was written down
	Data     Data      // codes and ids
	Entry    int       // sealed entry with what was said; 0: none
}

// Data is the codes and ids of an event. Which are set depends on its kind.
type Data struct {
	Round   int      `json:"round,omitempty"`
	Via     string   `json:"via,omitempty"`     // channel of a contact or delivery
	User    string   `json:"user,omitempty"`    // the person meant
	Users   []string `json:"users,omitempty"`   // the people meant
	Why     string   `json:"why,omitempty"`     // a reason's code
	Version int      `json:"version,omitempty"` // of an answer
	Hash    string   `json:"hash,omitempty"`    // of the text that was approved
	Form    string   `json:"form,omitempty"`    // of an answer
	Outcome string   `json:"outcome,omitempty"` // of a decision
	Day     string   `json:"day,omitempty"`     // civil day agreed, 2006-01-02
	Tell    string   `json:"tell,omitempty"`    // civil day by which the complainant is told
	Duty    string   `json:"duty,omitempty"`    // reminded of
	Due     int64    `json:"due,omitempty"`     // of that duty, milliseconds UTC
	Stage   string   `json:"stage,omitempty"`   // of the ladder
	Until   int64    `json:"until,omitempty"`   // snoozed, milliseconds UTC
	Attempt int      `json:"attempt,omitempty"` // number of a try
	Index   int      `json:"index,omitempty"`   // number of a commitment or corrective action
	File    string   `json:"file,omitempty"`    // id of an attachment
	Flags   []string `json:"flags,omitempty"`   // what holds besides, each a code, see Has
	Signs   []string `json:"signs,omitempty"`   // by which it was known to be a complaint
	Case    string   `json:"case,omitempty"`    // number of another case
	Logged  int64    `json:"logged,omitempty"`  // when it was written down in that case, milliseconds UTC
	Terms   []Term   `json:"terms,omitempty"`   // of a duplicate
	Untold  []string `json:"untold,omitempty"`  // whom a duplicate is about and who is to be told, see [Case.ToInform]
	Weight  string   `json:"weight,omitempty"`  // how heavy a case weighs
	Second  string   `json:"second,omitempty"`  // a nature beside the main one
	Party   string   `json:"party,omitempty"`   // who complains
	Against string   `json:"against,omitempty"` // whom a matter told in confidence is against
	// Category is what in the service it is about.
	Category string   `json:"category,omitempty"`
	Source   string   `json:"source,omitempty"` // of what it was sent or taken from: a window, a message, an absence
	Grade    int      `json:"grade,omitempty"`  // how satisfied with the handling, 1 to 5
	Event    int      `json:"event,omitempty"`  // number of the event that is corrected, or answered
	Old      string   `json:"old,omitempty"`    // code, day or moment before the correction or move
	New      string   `json:"new,omitempty"`    // the same after it
	When     int64    `json:"when,omitempty"`   // with a way that is put right: when the step was, milliseconds UTC
	Were     []string `json:"were,omitempty"`   // the people meant before it; of a consultation whom User stood in for
	// For is in whose place the actor did it: the handler, who was away or had handed it over.
	For string `json:"for,omitempty"`
	// Belated is the sealed entry with why it was written down only after its deadline.
	Belated int `json:"belated,omitempty"`

	Undone []string `json:"undone,omitempty"` // duties that were not done when the case closed
}

// Has tells whether that holds of an event besides: a tick of a form, or one of the codes
// that begin with Flag.
func (d Data) Has(flag string) bool { return slices.Contains(d.Flags, flag) }

// newest is the last recorded event of these kinds, nil when there is none.
func (c *Case) newest(kinds ...Kind) *Event {
	for i := range slices.Backward(c.Events) {
		if slices.Contains(kinds, c.Events[i].Kind) {
			return &c.Events[i]
		}
	}
	return nil
}
