package procedure

// Answer says what a decision needs.
type Answer struct {
	// Forms are phone meeting email letter, in the order shown; none: email and letter.
	Forms []string `yaml:"forms"`
	// Outcomes are upheld partly not_upheld goodwill, in the order shown; none: all.
	Outcomes []string `yaml:"outcomes"`
	// ReasonsRequired: nobody is told what was decided without why; required when the
	// procedure does not say.
	ReasonsRequired bool `yaml:"reasons_required"`
	ReasonsHouse    bool `yaml:"reasons_house"` // our rule, not the company's promise
	// FactsRequired: nobody is told what was decided unless it is written down what was
	// established about what happened, apart from the answer and its reasons.
	FactsRequired bool     `yaml:"facts_required"`
	Approval      Approval `yaml:"approval"`
	// Consult is the role that is asked before an answer is written; empty:
	// nobody has to be.
	Consult string `yaml:"consult"`
	// ConsultConfirmed: that counts once whoever was asked says that they were heard, or
	// it is noted why it was not possible.
	ConsultConfirmed bool `yaml:"consult_confirmed"`
	// ToldBy is the role that alone tells the answer; empty: handler or officer.
	ToldBy string `yaml:"told_by"`
	// BothSides: whoever writes is reminded that complainant and colleagues
	// concerned should have been heard.
	BothSides      bool `yaml:"both_sides"`
	BothSidesHouse bool `yaml:"both_sides_house"` // our rule, not the company's promise
	// Spoken is what an answer needs that is told in a conversation.
	Spoken Spoken `yaml:"spoken"`
}

// Spoken says what an answer needs besides when it is told in a conversation
// and not in writing. Nothing said: nothing.
type Spoken struct {
	By     string `yaml:"by"`     // the role that alone may choose so; empty: whoever writes the answer
	Reason bool   `yaml:"reason"` // why it is not given in writing
	Note   bool   `yaml:"note"`   // what was said is written down when it was told
}

// Approval says whose agreement an answer needs.
type Approval struct {
	Role  string `yaml:"role"`  // whose holders may approve; empty: none needed
	House bool   `yaml:"house"` // our rule, not the company's promise
	// TwoFor are the weights of a case of which two people agree, each counted
	// once.
	TwoFor []string `yaml:"two_for"`
}
