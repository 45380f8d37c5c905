package vault

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
)

const sumSize = 16 // bytes: a chance match between two customers stays out of reach

// Blind turns an address, a telephone number or a reference into a search key that
// says nothing to those without its own key. It is safe for use by several goroutines.
type Blind struct{ mac func() hash.Hash } // a function, so that printing a Blind shows no key

// NewBlindKey makes the key of the search keys, wrapped for storage. It is made once:
// rotating the master key wraps it anew but does not change it, or every stored search
// key would have to be made again from opened cases.
func (v *Vault) NewBlindKey() ([]byte, error) {
	raw := make([]byte, keySize)
	_, _ = rand.Read(raw) // never fails; the process ends when the system has no randomness
	wrapped, err := v.wrap(raw, bind("blind"))
	if err != nil {
		return nil, fmt.Errorf("blind key: %w", err)
	}
	return wrapped, nil
}

// Blind unwraps the key of the search keys. It fails with ErrRefused when another
// master key wrapped it.
func (v *Vault) Blind(wrapped []byte) (*Blind, error) {
	raw, err := v.unwrap(wrapped, bind("blind"))
	if err != nil {
		return nil, fmt.Errorf("blind key: %w", err)
	}
	return &Blind{mac: func() hash.Hash { return hmac.New(sha256.New, raw) }}, nil
}

// RewrapBlind wraps the key of the search keys with the primary master key. It fails
// with ErrRefused like Blind.
func (v *Vault) RewrapBlind(wrapped []byte) ([]byte, error) {
	raw, err := v.unwrap(wrapped, bind("blind"))
	if err != nil {
		return nil, fmt.Errorf("blind key: %w", err)
	}
	return v.wrap(raw, bind("blind"))
}

// Sum gives the search key of a value as 32 hexadecimal digits. The caller normalises
// first: equal kind and value give equal keys, and anything else gives others.
func (b *Blind) Sum(kind, normalised string) string {
	m := b.mac()
	_, _ = m.Write(bind(kind, normalised)) // a hash never fails
	return hex.EncodeToString(m.Sum(nil)[:sumSize])
}
