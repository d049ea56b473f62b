// The script is deferred, so the page is there.

const searchPlace = document.querySelector('.search');
if (searchPlace)
    makeSearchBox(searchPlace);

const filterPlace = document.querySelector('.filters');
if (filterPlace)
    makeFilters(filterPlace, document.querySelector('main'));
