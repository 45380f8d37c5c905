'use strict'
// Light, dark, or as the device has it; known before the first picture is drawn.
{
  const root = document.documentElement
  const apply = () => {
    const chosen = localStorage.getItem('theme') || ''
    if (chosen) root.dataset.theme = chosen
    else delete root.dataset.theme
    for (const b of document.querySelectorAll('#theme button')) b.setAttribute('aria-pressed', b.value === chosen)
  }
  apply()
  document.addEventListener('DOMContentLoaded', apply)
  document.addEventListener('click', e => {
    const b = e.target.closest('#theme button')
    if (!b) return
    localStorage.setItem('theme', b.value)
    apply()
  })
}
