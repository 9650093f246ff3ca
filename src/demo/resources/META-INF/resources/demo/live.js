// Keeps the live part of the start page up to date while somebody looks at it.
setInterval(async () => {
  if (document.hidden) return;
  const page = await fetch('/').then(answer => answer.text()).catch(() => null);
  const fresh = page && new DOMParser().parseFromString(page, 'text/html').getElementById('live');
  const live = document.getElementById('live');
  if (fresh && fresh.innerHTML !== live.innerHTML && !live.contains(document.activeElement)) live.replaceWith(fresh);
}, 2000);
