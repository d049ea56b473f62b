"""What generate.py makes its minutes of: invented places, people and matters, and pieces that fit together as Danish sentences."""

PLACES = """Fjordby Lyngsted Hasselbro Birkø Egelund Tranholm Søvang Klitrup Gyldenå Mosevad Ravnstrup Vindbæk Kirkeskov
Stenløkke Åstrand Ørnebjerg""".split()

BODIES = """Velfærdsstyregruppen Socialudvalget Trafikrådet Sundhedsudvalget Skoleudvalget Kulturudvalget Klimaudvalget
Havneudvalget Boligudvalget Erhvervsrådet Ungerådet Beredskabet Naturrådet Idrætsrådet Vandrådet Ældrerådet""".split()

FIRST = """Agnete Bertram Cecilie Ditlev Elisabeth Frederik Gudrun Henning Ingeborg Jeppe Kirstine Laurits Margrethe Nikolaj
Oluf Petrea Rasmus Sigurd Thyra Ulrik Vibeke Werner Ylva Zenia Ægidius Øjvind Åse Bodil Christoffer Dagny""".split()

LAST = """Abildskou Bremerholm Dyrehauge Enevoldsen Fuglsang Gravgaard Højfeldt Iversholt Juelsminde Kronborg Lillelund
Mejlvang Nygaardsen Overbye Pilegaard Rosenvinge Skovmose Tornekjær Uhrskov Vestermark Winterberg Ægidiussen Østerdal
Aakjærsen Blichfeldt Damborg Eskelund Frydensberg Holmegaard Krogstrup""".split()

TITLES = ['kontorchef', 'direktør', 'chefkonsulent', 'afdelingsleder', 'specialkonsulent', 'centerchef']

# Compounds are put together of these, so that an archive has the many words a real one has.
FORE = """bostøtte familie ungdoms skole sundheds trafik havne klima bolig kultur beredskabs vandløbs idræts erhvervs
ældre daginstitutions folkebiblioteks genoptrænings jordforurenings kystsikrings affalds energi varmeforsynings
hjemmepleje tandpleje rusmiddel psykiatri støj cykelsti letbane kvælstof ålegræs ejendoms voksenuddannelses
frivilligheds integrations landdistrikts museums naturgenopretnings rehabiliterings""".split()
AFT = """planen aftalen strategien indsatsen analysen ordningen puljen undersøgelsen rapporten takststrukturen
kortlægningen prognosen samarbejdsmodellen visitationen dokumentationen udbudsmaterialet budgettet regnskabet
kvalitetsstandarden handleplanen forsøgsordningen tilbudsviften""".split()

ACTORS = ['Sekretariatet', 'Arbejdsgruppen', 'Forvaltningen', 'Styregruppen', 'Projektlederen', 'Regionen', 'Kommunerne',
          'Den tværgående gruppe', 'Følgegruppen', 'Formandskabet', 'De faglige ledere', 'En ekstern rådgiver']
ACTS = ['har gennemgået', 'har gjort status på', 'foreslår at fortsætte', 'har drøftet', 'har fået fremlagt', 'arbejder videre med',
        'har indsamlet bemærkninger til', 'anbefaler en ændring af', 'har sat tal på', 'vil i løbet af året evaluere',
        'har sendt et udkast i høring om', 'ønsker en fælles tilgang til', 'har set nærmere på']
WHERE = ['på tværs af kommunerne', 'i de mindre byer', 'for borgere med særlige behov', 'i andet halvår', 'siden det seneste møde',
         'med udgangspunkt i erfaringerne', 'inden for den nuværende ramme', 'for de 18-25-årige', 'i samarbejde med pårørende',
         'i alle områder', 'på længere sigt', 'sammen med de frivillige foreninger']
WHY = ['fordi efterspørgslen er steget', 'så arbejdet kan begynde efter sommerferien', 'da de hidtidige aftaler udløber',
       'selv om udgifterne endnu ikke kendes', 'hvis der kan findes lokaler', 'mens lovforslaget behandles',
       'hvilket flere høringssvar peger på', 'når de nye tal foreligger', 'uden at serviceniveauet ændres',
       'idet der tages forbehold for den politiske behandling']
OPENINGS = ['Som opfølgning på seneste møde:', 'Der er tre forhold at være opmærksom på:', 'Tallene bygger på indberetninger.',
            'Baggrunden er kendt fra tidligere behandlinger.', 'Sagen har været drøftet ad flere omgange.',
            'Det er vigtigt, at tidsplanen holder.', 'Økonomien er usikker.', 'Der er bred enighed om retningen.']
RECOMMENDATIONS = ['tager orienteringen til efterretning', 'godkender det videre arbejde med {}', 'drøfter {}',
                   'anbefaler, at {} indgår i næste års budget', 'beder sekretariatet om at belyse {}',
                   'tilkendegiver opbakning til {}', 'udpeger en repræsentant til arbejdet med {}']
OUTCOMES = ['{0} godkendte indstillingen.', '{0} tog orienteringen til efterretning.',
            'Der var opbakning til indstillingen med de bemærkninger, der faldt på mødet.',
            'Punktet genoptages på et kommende møde, når {1} foreligger.', 'Drøftet. {0} ønsker {1} belyst nærmere.',
            'Godkendt med den ændring, at {1} følges op om et halvt år.']
ITEM_TITLES = ['Status på {}', 'Forslag om {}', 'Opfølgning på {}', 'Oplæg og dialog om {}', 'Godkendelse af {}', 'Evaluering af {}',
               'Orientering om {}', 'Tidsplan for {}']
ATTACHMENTS = ['Notat om {}', 'Udkast til {}', 'Høringssvar om {}', 'Præsentation af {}', 'Tal bag {}', 'Følgebrev om {}']
