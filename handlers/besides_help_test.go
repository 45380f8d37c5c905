package handlers

import (
	"ombud/complaint"
	"ombud/playground"
)

// handedOut is a case that Milan was just asked to handle.
func (o *office) handedOut() string {
	o.t.Helper()
	number := o.file(lotte, map[string]any{"done": []string{"readback", "explained"}, "deliverers": []string{joost}})
	o.does(number, func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Hoofd Samenstel", Why: "process"}, full(sanne), o.now)
	})
	return number
}

// submitRaw enters values and sends the form, whatever comes of it.
func (p person) submitRaw(fields map[string]any) playground.Seen {
	p.o.t.Helper()
	p.fill(fields)
	return p.submit()
}

// lastTS is the newest message of the app in the general channel.
func (o *office) lastTS(p person) string {
	o.t.Helper()
	all := p.Messages(algemeen)
	for i := len(all) - 1; i >= 0; i-- {
		if len(all[i].Blocks) > 0 {
			return all[i].TS
		}
	}
	o.t.Fatal("no message")
	return ""
}
