package procedure

// Intake says what filing asks for.
type Intake struct {
	Channels []Channel `yaml:"channels"` // how a complaint may come in, in the order shown
	// AddressParts: street, postcode and town are asked for each, and needed.
	AddressParts bool `yaml:"address_parts"`
	// WishRequired: what the complainant would like to happen is needed.
	WishRequired bool `yaml:"wish_required"`
	// Signs are those by which a complaint is known; whoever files it says which: codes in
	// the order shown. None: nobody asks.
	Signs []string `yaml:"signs"`
}

// Channel is one way a complaint comes in.
type Channel struct {
	Name string `yaml:"name"` // oral phone email letter chat social
	Scan bool   `yaml:"scan"` // the document itself must be attached, as a scan
	Oral bool   `yaml:"oral"` // spoken, hence read back to the complainant
	// Original: the message itself must be attached, in whatever form it is kept.
	Original bool `yaml:"original"`
}
