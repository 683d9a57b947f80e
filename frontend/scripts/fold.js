// On a phone a list comes before what one chooses in it by, unless something is chosen.

export function foldOnPhones(box) {
  if (!location.search && matchMedia("(max-width: 40rem)").matches) box.open = false;
}
