'use strict'
// Turns the page that is shown into the one the server rendered, touching only what
// differs: focus, scroll and what somebody is typing stay as they are.
const Ombud = {touched: new WeakSet()}

Ombud.morph = (from, to) => {
  if (from.hasAttribute('data-own') || from.hasAttribute('data-live')) return // the browser's alone
  attributes(from, to)
  if (from.matches('input, textarea, select')) value(from, to)
  if (from.localName !== 'textarea') children(from, to)
  if (from.localName === 'select') value(from, to)

  function attributes(a, b) {
    const keeps = name => name === 'open' && a.matches('details, dialog') || name === a.dataset.keep
    for (const {name, value} of [...b.attributes]) {
      if (!keeps(name) && a.getAttribute(name) !== value) a.setAttribute(name, value)
    }
    for (const {name} of [...a.attributes]) {
      if (!keeps(name) && !b.hasAttribute(name)) a.removeAttribute(name)
    }
  }

  function value(a, b) {
    if (Ombud.touched.has(a) || a.hasAttribute('data-filter')) return
    if (a.hasAttribute('data-draft')) {
      if (!a.value && b.value) a.value = b.value
    } else if (a.type === 'file') {
      if (a.value) a.value = ''
    } else if (a.type === 'checkbox' || a.type === 'radio') {
      a.checked = b.checked
    } else if (a.value !== b.value) {
      a.value = b.value
    }
  }

  function children(a, b) {
    const coming = new Set([...b.children].map(e => e.id).filter(Boolean))
    let here = a.firstChild
    const drop = () => { const gone = here; here = here.nextSibling; gone.remove() }
    for (const next of [...b.childNodes]) {
      let match = null
      if (next.id) match = [...a.children].find(e => e.id === next.id && e.localName === next.localName)
      while (match && here && here !== match && !(here.id && coming.has(here.id))) drop()
      if (!next.id && here && here.nodeType === next.nodeType && here.nodeName === next.nodeName && !here.id) match = here
      if (!match) {
        a.insertBefore(document.importNode(next, true), here)
        continue
      }
      if (match === here) here = here.nextSibling
      else a.insertBefore(match, here)
      if (match.nodeType === Node.ELEMENT_NODE) Ombud.morph(match, next)
      else if (match.data !== next.data) match.data = next.data
    }
    while (here) drop()
  }
}
