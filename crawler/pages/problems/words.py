"""The words of pages that are no announcements: errors, parked domains, walls, permanent pages. Folded."""

from __future__ import annotations

import re

NOT_FOUND = re.compile(
    r"""^\W*(?:
      (?:(?:blad|error|kod|strona|http|status|ups|oops)\W{0,4}(?:nr\W{0,2})?)?(?:404|410
        |403)\b(?!\s*(?:zl|zł|pln|osob|ksiaz|stron))
    | (?:ups|oops|ojej|przepraszamy|niestety|uwaga|blad|error)?\W{0,6}(?:
        nie\ (?:znaleziono|odnaleziono|znalezlismy)\b(?=.{0,30}(?:stron|artykul|tresc|plik|zasob|wpis
          |podan|szukan|element|wynik|rekord)|\W*$)
      | nic\ nie\ znaleziono | nie\ ma\ (?:tu\ )?(?:takiej|tej|takiego)\ (?:stron|podstron|artykul|wpis
        |zasob|plik|adres|wiadomosc|aktualnosc)
      | brak\ (?:takiej\ )?(?:strony|podstrony|artykulu)\b\W*$
      | (?:(?:ta|podana|szukana|zadana|wybrana|wskazana|dana|poszukiwana|zadany|szukany|podany|wybrany
        |wskazany)\ )?
        (?:strona|podstrona|plik|artykul|dokument|zasob|tresc|wpis|adres|kategoria|element)\b.{0,60}?
        \bnie\ (?:istnieje|zostal[ao]?\ (?:znalezion|odnalezion)\w*|moze\ zostac\ (?:wyswietlon
          |odnalezion)\w*|mozna\ odnalezc)
      | strony\ nie\ (?:znaleziono|odnaleziono) | (?:the\ |this
        \ |that\ )?page\ (?:you.{0,40})?(?:not\ found|can.?t\ be\ found|does\ not\ exist|doesn.?t\ exist
        |cannot\ be\ found)
      | (?:article|file|object|category|requested\ url.{0,80}|document)\ (?:was\ )?not\ found
        | not\ found\W*$ | nie\ znaleziono\W*$
      | (?:403\ )?forbidden\W*$ | access\ denied\W*$ | brak\ dostepu\W*$ | odmowa\ dostepu\W*$ | gone\W*$
      | wyglada\ na\ to.{0,30}nic\ (?:tu\ )?nie\ (?:ma|znaleziono)
      | (?:(?:diese|die|angeforderte)\ )*seite\b.{0,40}\b(?:nicht\ (?:\(mehr\)\ )?gefunden|existiert\ nicht)
    ))""",
    re.VERBOSE,
)
#: the same less surely: a dated page may tell of a site that is down, or of a play of that name
GONE = re.compile(
    r"""^\W*(?:nic\ tu\ nie\ ma\W*$
      | (?:przepraszamy|niestety)?\W{0,3}(?:ale\ )?(?:strony|podstrony|wpisu|artykulu|tresci)\b.{0,60}
        \bnie\ ma\W*$
      | (?:(?:ta|ten|podana|szukana|podany|szukany)\ )?(?:strona|podstrona|artykul|wpis|tresc|post|wiadomosc)
        ,?\ (?:ktor\w+\ szuka\w+,?\ |pod\ tym\ adresem\ |juz\ )*
        (?:nie\ jest\ (?:juz\ )?dostepn\w+
          |zostal[ao]?\ (?:usuniet|skasowan|wycofan|zarchiwizowan|zdjet)\w+))""",
    re.VERBOSE,
)
#: a code, and behind it something else than an error ("Strona 404 – spektakl"): a subject, or the site's name
CODE_ALONE = re.compile(
    r"""^\W*(?:(?:blad|error|kod|strona|http|status|ups|oops)\W{0,4}(?:nr\W{0,2})?)?(?:404|410|403)\b\W*
    (?=\w)(?!(?:not|nie|blad|error|strona|podstrona|brak|page|forbidden|przepraszamy|ups|oops|ojej|gone|access
      |odmowa|dostep|niestety|adres|podany|zasob|file|plik)\b)""",
    re.VERBOSE,
)
PARKED = re.compile(
    r"""(?:domena|domene|domeny|domain)\b.{0,60}\b(?:na\ sprzedaz|do\ sprzedania|do\ kupienia
      |do\ wynajecia|wystawion\w+|zarejestrowana\ w\ serwisie
      |(?:szuka|czeka\ na)\ (?:nowego\ )?(?:wlasciciela|nabywc\w+|kupc\w+)
      |for\ sale|is\ parked|may\ be\ for\ sale|zaparkowan\w+|wygasla|has\ expired|is\ available|oczekuje\ na)
    | (?:kup|kupic|buy|licytuj|zaproponuj\ cene\ za)\ (?:te\ |this\ |the\ )?(?:domen\w+|domain)
      | (?:sprzedam|sprzedaz)\ domen\w+ | zainteresowan\w+\ ta\ domena
    | (?:domena|domene|domain)\b.{0,60}\b(?:przechwycon\w+|kaufen|licytacj\w+) | steht\ zum\ verkauf
    | parking\ domen | domain\ parking | parked\ (?:free|domain) | aftermarket\.pl | sedo\ domain
      | hugedomains | dan\.com | gielda\ domen
    | (?:zloz|make\ an?)\ (?:oferte|offer)\ (?:na|on|kupna) | inquire\ about\ this\ domain
      | related\ searches | powiazane\ wyszukiwania | domain\ name\ (?:is\ )?for\ sale""",
    re.VERBOSE,
)
#: what a registrar says beside it; a workshop may be about it, too
REGISTRAR = re.compile(
    r"zarejestruj\b.{0,30}\bdomen\w+|(?:nazwa|domena) jest (?:juz )?zajeta|nazw\w+ domenow\w+"
)
#: <title> of a page that sells the name of the site
ON_SALE = re.compile(
    r"""^\W*[\w-]+(?:\.[\w-]+)+\W{1,3}(?:jest\ |is\ |moze\ byc\ )?(?:na\ sprzedaz|do\ (?:kupienia|sprzedania
      |wynajecia)|for\ sale|wystawion\w+|steht\ zum\ verkauf|zu\ verkaufen)""",
    re.VERBOSE,
)
#: <title> of a page that a hosting company shows instead of the site
SUSPENDED = re.compile(
    r"""\W*(?:(?:ta\ )?domena\b.{0,80}(?:utrzymywana|zaparkowana|zarejestrowana|skierowana|delegowana
        |obslugiwana
        |nieaktywna|nie\ jest\ (?:podpieta|skonfigurowana))
      | (?:twoje\ |to\ )?(?:konto|serwer|hosting|usluga|account|abonament)\b.{0,40}\b(?:zawieszon\w+
        |zablokowan\w+
        |suspended|wygas\w+|nieoplacon\w+|dezaktywowan\w+|nieaktywn\w+|disabled)
      | (?:website|site|account)\ (?:is\ )?(?:disabled|suspended|not\ (?:configured|published)))""",
    re.VERBOSE,
)
PLACEHOLDER = re.compile(
    r"""(?:domena|domeny)\b.{0,80}(?:utrzymywana|zaparkowana|zarejestrowana|skierowana|delegowana
        |dziala\ poprawnie
      |obslugiwana|nieaktywna|nie\ jest\ (?:podpieta|skonfigurowana)|wygasla)\b
    | (?:konto|serwer|hosting|usluga|strona|account|website|site|serwis|witryna
      |abonament)\b.{0,40}\b(?:zawieszon\w+|zablokowan\w+|suspended|wygas\w+|nieoplacon\w+
      |dezaktywowan\w+|nieaktywn\w+|disabled)
    | (?:strona|strony|witryna|serwis|portal)\b.{0,40}\b(?:w\ (?:trakcie\ )?(?:budowie|budowy|przebudowie
      |przebudowy|przygotowaniu|tworzeniu|tworzenia)|jeszcze\ nie\ istnieje|wkrotce)\b | strone\ w\ budowie
    | under\ construction | en\ construction | coming\ soon | wkrotce\ (?:otwarcie|startujemy|ruszamy
      |tu\ bedzie
      |uruchomimy|nowa\ strona|zapraszamy) | (?:nowa\ strona|tu\ bedzie).{0,30}wkrotce | it\ works!
    | (?:default|test|index)\ (?:web\ |index\ )?(?:page|site|strona) | (?:domyslna|testowa|startowa
      |powitalna)\ strona\ (?:serwera|hostingu|domeny|www|uzytkownika|internetowa)
    | welcome\ to\ (?:nginx|centos|apache|iis|your\ new\ (?:site|website)) | apache2?\ (?:debian|ubuntu
      |http\ server)\b.{0,20}(?:default|test) | iis\ windows | apache\ is\ functioning | index\ of\ /
    | (?:brak|nie\ wgrano)\ (?:pliku\ index|plikow\ strony|tresci\ strony|strony\ dla\ tej\ domeny)
    | (?:nowa|nasza)\ (?:strona|witryna)\b.{0,30}\bpowstaje | (?:tworzymy|budujemy|przygotowujemy
      |pracujemy\ nad)\ now\w+\ (?:stron|witryn|odslon)\w+
    | tu\ (?:bedzie|powstaje|powstanie)\ (?:nowa\ )?(?:strona|witryna)
    | (?:strona|witryna)\ nie\ zostala\ (?:jeszcze\ )?(?:opublikowana|uruchomiona|utworzona)
    | (?:strona|website).{0,20}(?:zostala\ pomyslnie\ zainstalowana|has\ been\ successfully\ installed)
    | witaj,?\ swiecie!?.{0,80}witamy\ w\ wordpress|to\ jest\ twoj\ pierwszy\ wpis
    | plesk|directadmin|cpanel.{0,40}default | serwis\ (?:zostal\ )?(?:wylaczony|zamkniety)\b""",
    re.VERBOSE,
)
#: what a hosting company tells the owner; an article of a site with a menu may teach the same
HOSTING = re.compile(
    r"""(?:serwer|hosting|konto)\ (?:juz\ )?dziala | plik\w*\ startow\w+
      | usun\ (?:plik\ |ten\ plik\ )?index\.\w+ | public_html | wgraj\ (?:tu\ )?(?:swoje|wlasne)\ pliki
      | (?:konto|usluga)\ hostingow\w+\ (?:zostal[oa]\ )?(?:utworzon|aktywowan|zalozon|uruchomion)\w+
      | (?:strona|witryna|domena)\ (?:jest\ )?(?:juz\ )?prawie\ gotowa""",
    re.VERBOSE,
)
#: the post that comes with a new WordPress
DEMO = re.compile(r"\W*(?:witaj,? swiecie|hello world)\W*$")
DEMO_TEXT = re.compile(r"twoj pierwszy wpis|your first post|witamy w wordpress|welcome to wordpress")
#: lines that say of the part of the site where they stand that it is not there yet, or not at present
UNBUILT = re.compile(
    r"""\W*(?:(?:ta|ten)\ )?(?:czesc\ (?:strony|serwisu)|dzial|podstrona|strona|zakladka)\b.{0,30}?
        \bw\ (?:trakcie\ )?(?:budowie|budowy|przebudowie|przebudowy|przygotowaniu|opracowaniu)""",
    re.VERBOSE,
)
REPAIR = re.compile(
    r"""\W*(?:(?:ta|ten)\ )?(?:czesc\ (?:strony|serwisu)|dzial|podstrona|strona|zakladka)\b.{0,30}?
        \b(?:chwilowo|tymczasowo|czasowo)\ (?:niedostepn|wylaczon|nieczynn)\w+
    | \W*(?:porzadkujemy|przebudowujemy|aktualizujemy|modernizujemy|przenosimy)\ (?:nasz\w+\ )?(?:witryn|stron
        |serwis|portal)\w*""",
    re.VERBOSE,
)
MAINTENANCE = re.compile(
    r"""przerw\w+\ (?:techniczn|konserwacyjn|serwisow)\w+ | prac\w*\ (?:konserwacyjn|serwisow
      |modernizacyjn|techniczn|administracyjn|aktualizacyjn)\w+ | tryb\w*\ (?:konserwacji|serwisow\w+
      |awaryjn\w+)
    | trwa\ (?:\w+\ )?(?:aktualizacja|konserwacja|modernizacja|migracja|przebudowa)\b
    | (?:zaraz|niedlugo|niebawem|wkrotce)\ wracamy | przenosimy\ (?:nasz\w*\ )?(?:serwis|stron|witryn)\w*
    | (?:na\ czas|trwa|w\ trakcie)\ (?:konserwacj\w+|modernizacj\w+|aktualizacj\w+|przerw\w+|prac\b)
      | (?:serwis|strona|witryna|portal|system)\b.{0,40}\b(?:chwilowo|tymczasowo|czasowo
      |obecnie)\ (?:niedostepn|wylaczon|nieczynn)\w+
    | (?:chwilowo|tymczasowo|czasowo)\ (?:niedostepn|wylaczon)\w+ | (?:scheduled|down\ for|under|site
      |website)\ maintenance | maintenance\ mode | temporarily\ unavailable | service\ unavailable
      | briefly\ unavailable
    | (?:error\ establishing|nie\ mozna\ nawiazac|blad\ (?:podczas\ )?(?:laczenia|nawiazywania
      |polaczenia)).{0,20}(?:database|baz[aay]|polaczeni) | internal\ server\ error | bad\ gateway
      | gateway\ time-?out | too\ many\ connections
    | fatal\ error:|sqlstate\[|(?:blad|wystapil\ blad)\ (?:serwera|krytyczny|wewnetrzny)
      |witryna\ napotkala\ blad\ krytyczny | przepraszamy\ za\ (?:utrudnienia
      |niedogodnosci).{0,60}(?:wkrotce|niebawem|wracamy) | wracamy\ (?:wkrotce|niebawem)""",
    re.VERBOSE,
)
CHALLENGE = re.compile(
    r"""(?:wlaczon\w+|wymaga|wlacz(?:yc)?|obslug\w+)\b.{0,40}\bjava\ ?script | (?:enable|requires?|turn\ on
      |needs?)\b.{0,30}\bjavascript | checking\ your\ browser | just\ a\ moment
      | verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human
    | ^\W*(?:ladowanie|loading|wczytywanie)\W*$ | (?:trwa|prosze\ czekac)\W.{0,30}(?:ladowanie|wczytywanie)
    | sprawdza(?:my|nie)\ (?:twoj\w*\ )?przegladark\w+ | potwierdz,?\ ze\ (?:nie\ )?jestes
      | attention\ required | ddos\ protection | javascript\ (?:and\ cookies\ )?(?:is\ )?(?:enabled
      |required|disabled|wylaczon\w+)""",
    re.VERBOSE,
)
MOVED = re.compile(
    r"""(?:strona|serwis|witryna|portal|blog|bip)\b.{0,40}\b(?:przeniesion\w+|zmienil\w*\ adres)
      | (?:nowy|aktualny|zmiana)\ adres\w*\ (?:strony|serwisu|internetow\w+|www) | przenieslismy\ sie
      | zapraszamy\ na\ (?:nowa|nasza\ nowa)\ stron\w+
    | (?:object|document|page|site)\ (?:has\ )?moved | moved\ (?:permanently|temporarily) | (?:zostaniesz
      |nastapi|trwa)\ (?:automatycznie\ )?przekierowan\w+ | przekierowanie|redirecting|you\ (?:are\ being
      |will\ be)\ redirected
    | (?:kliknij|click|nacisnij|wejdz|przejdz)\b.{0,30}\b(?:tutaj|here|tu|dalej|aby\ (?:przejsc|wejsc)
      |na\ strone|do\ serwisu|do\ strony) | ^\W*(?:wejdz|wejscie|enter|start|przejdz)\W*$""",
    re.VERBOSE,
)
LOGIN = re.compile(
    r"""\blogowani\w+ | zaloguj | \blog\ ?in\b | sign\ in | nazwa\ uzytkownika | panel\ (?:administracyjn
      |klienta|uzytkownika|logowania|redaktora)\w* | (?:musisz|nalezy)\ (?:byc\ zalogowan
      |sie\ zalogowac)\w*
    | (?:tresc|wpis|strona)\b.{0,30}\b(?:chronion\w+|zabezpieczon\w+)\ haslem
      | dostep(?:n\w+)?\ (?:tylko\ )?(?:dla|po)\ zalogowan\w+ | zabezpieczon[ey]:
      | password\ protected | ^\W*(?:http\ |blad\ )?401\b | (?:authorization|authentication)\ required
      | ^\W*unauthorized""",
    re.VERBOSE,
)
#: a heading that is nothing else, where no field of a password is seen either
LOGIN_ALONE = re.compile(
    r"\W*(?:zaloguj(?: sie)?|logowanie|sign in|log in|(?:http |blad )?401\b.{0,40}|unauthorized)\W*$"
)
MEMBERS = re.compile(
    r"(?:tresc|wpis|strona|material|artykul|dokument)\w*\b.{0,40}\b(?:tylko|wylacznie|jedynie)"
    r" (?:dla|po) (?:zalogowan|zarejestrowan|czlonk)\w+"
)
#: headings of a page that asks for the age of its visitors
AGE = re.compile(
    r"""\W*(?:czy\ (?:masz|jestes|ukonczyl\w+)\b.{0,40}(?:\d\d\.?\ ?(?:lat|rok)|pelnoletni|doros)
      |(?:weryfikacja|potwierdzenie|potwierdz|sprawdzenie|podaj|okresl)\b.{0,12}\bwiek
      |(?:are\ you|you\ must\ be)\b.{0,20}(?:\d\d|of\ legal\ age)|age\ (?:verification|check|gate)
      |(?:ostrzezenie\ o\ tresci|content\ warning)\W*$
      |(?:strona|serwis|blog|tresci)\b.{0,30}\bdla\ (?:osob\ )?(?:doros|pelnoletn))""",
    re.VERBOSE,
)
COOKIES = re.compile(
    r"cookie|ciastecz|zgod[aye]\b|prywatnosc|rodo\b|consent|przetwarzan\w+ danych|zaufan\w+ partner|privacy"
    r"|partners store|personal data"
)
SPAM = re.compile(
    r"chwilowk|pozyczk|kredyt|kasyn|casino|bukmacher|betting|poker|slot\w* online|viagra|cialis|"
    r"kamagra|escort|bitcoin|forex|porn|sex"
)
LIBRARY = re.compile(r"bibliote|czyteln|ksiazk|ksiegozb|gmin|szkol|kultur|muze|urzad|powiat")

#: a search or a category that holds nothing
NO_HITS = re.compile(
    r"\W*(?:brak (?:wynikow|wpisow|artykulow|aktualnosci|wiadomosci|elementow|wydarzen|imprez|pasujacych)"
    r"|nie ma (?:jeszcze )?zadnych|nie znaleziono (?:zadnych )?(?:wynik|wpis|artyk|aktualn|element)"
    r"|no results|nothing found)"
)
#: titles of index pages
INDEX = re.compile(
    r"^\W*(?:aktualnosci|wiadomosci|newsy?|ogloszenia|komunikaty|wydarzenia|blog|archiwum|kategoria|"
    r"category|tag|archiwa|wpisy|"
    r"nowosci|co nowego|strona glowna|home|start|zapowiedzi|relacje|wyniki wyszukiwania|lista)\b.{0,60}$"
)
