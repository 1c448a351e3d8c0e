BEGIN TRANSACTION;
CREATE TABLE addresses (
	source VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, 
	announcement VARCHAR NOT NULL, 
	first_seen DATETIME NOT NULL, 
	last_seen DATETIME NOT NULL, 
	gone BOOLEAN NOT NULL, 
	PRIMARY KEY (source, "key")
);
INSERT INTO "addresses" VALUES('gbp-lubno','lubno.example/grant','http://lubno.example/grant/','tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu','2026-11-23 09:00:00.000000','2026-11-26 09:00:00.000000',0);
INSERT INTO "addresses" VALUES('gbp-lubno','lubno.example/sala','http://lubno.example/sala/','tag:bibliowiesci.example,2026:a/24ejdadcdmm7yylbaa4224tjxm','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000',0);
INSERT INTO "addresses" VALUES('gmina-lubno','gmina-lubno.example/sala','http://gmina-lubno.example/sala/','tag:bibliowiesci.example,2026:a/deyvunedd2z6t3yjq2h32bnreq','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000',0);
INSERT INTO "addresses" VALUES('mbp-wzorowo','wzorowo.example/x','https://wzorowo.example/x/','tag:bibliowiesci.example,2026:a/n5jibvhxlb3sle7s6qbfrmu66e','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000',0);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE amounts (
	announcement VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	grosze BIGINT NOT NULL, 
	role VARCHAR NOT NULL, 
	doubtful VARCHAR NOT NULL, 
	evidence TEXT NOT NULL, 
	PRIMARY KEY (announcement, position)
);
INSERT INTO "amounts" VALUES('tag:bibliowiesci.example,2026:a/n5jibvhxlb3sle7s6qbfrmu66e',0,1200000,'grant','','["amounts","x","Biblioteka",0,10,"body","r",0.9]');
INSERT INTO "amounts" VALUES('tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu',0,3600000,'grant','','["amounts","x","Biblioteka",0,10,"body","r",0.9]');
CREATE TABLE announcements (
	id VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	library VARCHAR NOT NULL, 
	voivodeship VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	standing BOOLEAN NOT NULL, 
	kind VARCHAR NOT NULL, 
	copy_of VARCHAR NOT NULL, 
	first_seen DATETIME NOT NULL, 
	last_seen DATETIME NOT NULL, 
	updated DATETIME NOT NULL, 
	changed DATETIME NOT NULL, 
	ordered DATETIME NOT NULL, 
	published DATETIME, 
	precision VARCHAR, 
	wording VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	titled VARCHAR NOT NULL, 
	cluster VARCHAR NOT NULL, 
	rank INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	snapshot VARCHAR NOT NULL, 
	dated_by VARCHAR NOT NULL, 
	taxonomy VARCHAR NOT NULL, 
	doubtful BOOLEAN NOT NULL, 
	grant BIGINT, 
	title TEXT NOT NULL, 
	details TEXT NOT NULL, 
	text TEXT NOT NULL, 
	search TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "announcements" VALUES('tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu','gbp-lubno','Gminna Biblioteka Publiczna w Lubnie','14','http://lubno.example/grant/','current',0,'award','','2026-11-23 09:00:00.000000','2026-11-26 09:00:00.000000','2026-11-26 09:00:00.000000','2026-11-26 09:00:00.000000','2021-08-18 22:00:00.000000','2021-08-18 22:00:00.000000','day','1b3bee76b458be8fb705c3e0184718a2','','18813a2099979f7672b089df2d2419f6','',1,'f609413fd10d14eb42d2fe9e779dbaf5','sha256:9a886dd4480fd98','sha256:681af2f8bd8c5b50','2026.11',0,3600000,'Grant dla biblioteki w Lubnie','{"published":["2021-08-19T00:00:00+02:00","day","label: Data publikacji","2021-08-19",0.9],"modified":null,"picture_only":[],"evidence":[],"rejected":[],"notices":[],"pictures":[],"reading":["generic",1]}','Biblioteka w Lubnie otrzymała 36 000 zł z programu BLISKO.','grant dla biblioteki w lubnie
biblioteka w lubnie otrzymala 36 000 zl z programu blisko.');
INSERT INTO "announcements" VALUES('tag:bibliowiesci.example,2026:a/24ejdadcdmm7yylbaa4224tjxm','gbp-lubno','Gminna Biblioteka Publiczna w Lubnie','14','http://lubno.example/sala/','current',0,'event','','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000','2024-05-03 22:00:00.000000','2024-05-03 22:00:00.000000','day','0be685e6fe09185e21ebcd0ecb4eb20f','','c0ad298dd2fe5b87c009a431ce22afb5','',1,'a032354e18992b35fa0419a0909e7c67','sha256:-3d995856682293a9','sha256:-3d995856682293a9','2026.11',0,NULL,'Sala dla najmłodszych','{"published":["2024-05-04T00:00:00+02:00","day","label: Data publikacji","2024-05-04",0.9],"modified":null,"picture_only":[],"evidence":[],"rejected":[],"notices":[],"pictures":[],"reading":["generic",1]}','W sobotę otworzyliśmy w Lubnie salę dla najmłodszych czytelników, w której stanęły niskie regały, poduszki i mały teatrzyk. Pierwsze zajęcia poprowadziła nasza bibliotekarka, a rodzice upiekli ciasta. Sala będzie otwarta codziennie po południu, także w ferie, a w środy zapraszamy na wspólne głośne czytanie baśni i legend z naszej okolicy. Wstęp wolny.','sala dla najmlodszych
w sobote otworzylismy w lubnie sale dla najmlodszych czytelnikow, w ktorej stanely niskie regaly, poduszki i maly teatrzyk. pierwsze zajecia poprowadzila nasza bibliotekarka, a rodzice upiekli ciasta. sala bedzie otwarta codziennie po poludniu, takze w ferie, a w srody zapraszamy na wspolne glosne czytanie basni i legend z naszej okolicy. wstep wolny.');
INSERT INTO "announcements" VALUES('tag:bibliowiesci.example,2026:a/deyvunedd2z6t3yjq2h32bnreq','gmina-lubno','Gmina Lubno','14','http://gmina-lubno.example/sala/','current',0,'event','','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000','2024-05-03 22:00:00.000000','2024-05-03 22:00:00.000000','day','0be685e6fe09185e21ebcd0ecb4eb20f','','c0ad298dd2fe5b87c009a431ce22afb5','',3,'a032354e18992b35fa0419a0909e7c67','sha256:5bc96cbfeb814125','sha256:5bc96cbfeb814125','2026.11',0,NULL,'Sala dla najmłodszych','{"published":["2024-05-04T00:00:00+02:00","day","label: Data publikacji","2024-05-04",0.9],"modified":null,"picture_only":[],"evidence":[],"rejected":[],"notices":[],"pictures":[],"reading":["generic",1]}','W sobotę otworzyliśmy w Lubnie salę dla najmłodszych czytelników, w której stanęły niskie regały, poduszki i mały teatrzyk. Pierwsze zajęcia poprowadziła nasza bibliotekarka, a rodzice upiekli ciasta. Sala będzie otwarta codziennie po południu, także w ferie, a w środy zapraszamy na wspólne głośne czytanie baśni i legend z naszej okolicy. Wstęp wolny.','sala dla najmlodszych
w sobote otworzylismy w lubnie sale dla najmlodszych czytelnikow, w ktorej stanely niskie regaly, poduszki i maly teatrzyk. pierwsze zajecia poprowadzila nasza bibliotekarka, a rodzice upiekli ciasta. sala bedzie otwarta codziennie po poludniu, takze w ferie, a w srody zapraszamy na wspolne glosne czytanie basni i legend z naszej okolicy. wstep wolny.');
INSERT INTO "announcements" VALUES('tag:bibliowiesci.example,2026:a/n5jibvhxlb3sle7s6qbfrmu66e','mbp-wzorowo','Miejska Biblioteka Publiczna we Wzorowie','02','https://wzorowo.example/x/','current',0,'purchase','','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000','2023-11-01 23:00:00.000000','2023-11-01 23:00:00.000000','day','fcac47f40ab87d0c0ddba9514bf377d8','','3a9765def6d99f969a61c7c466fc7bd0','',1,'f413b2756d9ca1b48d07e565a2187018','sha256:-1ad7899c391314c3','sha256:-1ad7899c391314c3','2026.11',0,1200000,'Dotacja na nowości wydawnicze','{"published":["2023-11-02T00:00:00+01:00","day","label: Data publikacji","2023-11-02",0.9],"modified":null,"picture_only":[],"evidence":[],"rejected":[],"notices":[],"pictures":[],"reading":["generic",1]}','Biblioteka we Wzorowie kupiła nowości za 12 000 zł.','dotacja na nowosci wydawnicze
biblioteka we wzorowie kupila nowosci za 12 000 zl.');
CREATE TABLE awards (
	announcement VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	programme VARCHAR NOT NULL, 
	edition VARCHAR, 
	beneficiary VARCHAR, 
	beneficiary_source VARCHAR, 
	granted BIGINT, 
	own_contribution BIGINT, 
	total BIGINT, 
	task VARCHAR, 
	period VARCHAR, 
	evidence TEXT NOT NULL, 
	PRIMARY KEY (announcement, position)
);
CREATE TABLE corrections (
	announcement VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	made DATETIME NOT NULL, 
	reason VARCHAR NOT NULL, 
	changes TEXT NOT NULL, 
	PRIMARY KEY (announcement, number)
);
CREATE TABLE leases (
	name VARCHAR NOT NULL, 
	owner VARCHAR NOT NULL, 
	until DATETIME NOT NULL, 
	fence INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE mentions (
	announcement VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	programme VARCHAR NOT NULL, 
	evidence TEXT NOT NULL, 
	PRIMARY KEY (announcement, position)
);
INSERT INTO "mentions" VALUES('tag:bibliowiesci.example,2026:a/n5jibvhxlb3sle7s6qbfrmu66e',0,'nprcz-2','["programmes","nprcz-2","Biblioteka",0,10,"body","r",0.9]');
INSERT INTO "mentions" VALUES('tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu',0,'nprcz-2/4.1','["programmes","nprcz-2/4.1","Biblioteka",0,10,"body","r",0.9]');
CREATE TABLE profiles (
	source VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	learnt DATETIME NOT NULL, 
	profile TEXT NOT NULL, 
	PRIMARY KEY (source, version)
);
CREATE TABLE revisions (
	announcement VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	seen DATETIME NOT NULL, 
	replaced DATETIME NOT NULL, 
	kind VARCHAR NOT NULL, 
	wording VARCHAR NOT NULL, 
	snapshot VARCHAR NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (announcement, number)
);
INSERT INTO "revisions" VALUES('tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu',1,'2026-11-23 09:00:00.000000','2026-11-26 09:00:00.000000','award','00288082dcb0e56821b3c62b8129ba09','sha256:681af2f8bd8c5b50','Grant dla biblioteki w Lubnie','Biblioteka w Lubnie otrzymała 35 000 zł z programu BLISKO.');
CREATE TABLE sightings (
	announcement VARCHAR NOT NULL, 
	found_by VARCHAR NOT NULL, 
	found_on VARCHAR NOT NULL, 
	first_seen DATETIME NOT NULL, 
	last_seen DATETIME NOT NULL, 
	PRIMARY KEY (announcement, found_by, found_on)
);
INSERT INTO "sightings" VALUES('tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu','feed','http://lubno.example/feed/','2026-11-23 09:00:00.000000','2026-11-26 09:00:00.000000');
INSERT INTO "sightings" VALUES('tag:bibliowiesci.example,2026:a/24ejdadcdmm7yylbaa4224tjxm','feed','http://lubno.example/feed/','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000');
INSERT INTO "sightings" VALUES('tag:bibliowiesci.example,2026:a/deyvunedd2z6t3yjq2h32bnreq','feed','http://lubno.example/feed/','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000');
INSERT INTO "sightings" VALUES('tag:bibliowiesci.example,2026:a/n5jibvhxlb3sle7s6qbfrmu66e','feed','http://lubno.example/feed/','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000');
CREATE TABLE site_notices (
	source VARCHAR NOT NULL, 
	programme VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	first_seen DATETIME NOT NULL, 
	last_seen DATETIME NOT NULL, 
	pages INTEGER NOT NULL, 
	PRIMARY KEY (source, programme, words)
);
CREATE TABLE snapshots (
	url VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	file VARCHAR NOT NULL, 
	"offset" BIGINT NOT NULL, 
	length BIGINT NOT NULL, 
	fetched DATETIME NOT NULL, 
	last_fetched DATETIME NOT NULL, 
	PRIMARY KEY (url, digest)
);
INSERT INTO "snapshots" VALUES('http://lubno.example/grant/','sha256:681af2f8bd8c5b50','gbp-lubno','a.warc.gz',116,9,'2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000');
INSERT INTO "snapshots" VALUES('http://lubno.example/sala/','sha256:-3d995856682293a9','gbp-lubno','a.warc.gz',402,9,'2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000');
INSERT INTO "snapshots" VALUES('http://gmina-lubno.example/sala/','sha256:5bc96cbfeb814125','gmina-lubno','a.warc.gz',408,9,'2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000');
INSERT INTO "snapshots" VALUES('https://wzorowo.example/x/','sha256:-1ad7899c391314c3','mbp-wzorowo','a.warc.gz',108,9,'2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000');
INSERT INTO "snapshots" VALUES('http://lubno.example/grant/','sha256:9a886dd4480fd98','gbp-lubno','a.warc.gz',116,9,'2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000');
CREATE TABLE source_states (
	source VARCHAR NOT NULL, 
	due DATETIME, 
	state TEXT NOT NULL, 
	PRIMARY KEY (source)
);
CREATE TABLE sources (
	id VARCHAR NOT NULL, 
	"row" TEXT NOT NULL, 
	changed DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "sources" VALUES('gbp-lubno','{"id":"gbp-lubno","library":"Gminna Biblioteka Publiczna w Lubnie","kind":"gminna","teryt":"1418","home":"http://lubno.example/nowa/","news":"","family":"auto","item":"","min_items":0,"active":true,"city":"Lubno","delay":0.0,"tls":"","full_text":false,"notes":""}','2026-11-23 09:00:00.000000');
CREATE TABLE tags (
	programme VARCHAR NOT NULL, 
	announcement VARCHAR NOT NULL, 
	ordered DATETIME NOT NULL, 
	PRIMARY KEY (programme, announcement)
);
INSERT INTO "tags" VALUES('nprcz','tag:bibliowiesci.example,2026:a/n5jibvhxlb3sle7s6qbfrmu66e','2023-11-01 23:00:00.000000');
INSERT INTO "tags" VALUES('nprcz-2','tag:bibliowiesci.example,2026:a/n5jibvhxlb3sle7s6qbfrmu66e','2023-11-01 23:00:00.000000');
INSERT INTO "tags" VALUES('nprcz','tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu','2021-08-18 22:00:00.000000');
INSERT INTO "tags" VALUES('nprcz-2','tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu','2021-08-18 22:00:00.000000');
INSERT INTO "tags" VALUES('nprcz-2/4.1','tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu','2021-08-18 22:00:00.000000');
INSERT INTO "tags" VALUES('nprcz-2/p4','tag:bibliowiesci.example,2026:a/hlnhb6g3fyajj6pgpzt6otz3cu','2021-08-18 22:00:00.000000');
CREATE TABLE tombstones (
	source VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	announcement VARCHAR NOT NULL, 
	wording VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	made DATETIME NOT NULL, 
	PRIMARY KEY (source, "key")
);
INSERT INTO "tombstones" VALUES('gbp-lubno','lubno.example/zapomniane','tag:bibliowiesci.example,2026:a/2vyuhbmo54on3jvul6rfjfukzi','a81a2cf65b15fc7ce4d9e064325893b2','prośba biblioteki','2026-11-27 09:00:00.000000');
CREATE TABLE typed_dates (
	announcement VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	value DATE NOT NULL, 
	doubtful VARCHAR NOT NULL, 
	evidence TEXT NOT NULL, 
	PRIMARY KEY (announcement, position)
);
CREATE TABLE validators (
	address VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	etag VARCHAR NOT NULL, 
	last_modified VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	status INTEGER NOT NULL, 
	checked DATETIME NOT NULL, 
	changed DATETIME NOT NULL, 
	PRIMARY KEY (address)
);
CREATE TABLE visits (
	id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	started DATETIME NOT NULL, 
	finished DATETIME NOT NULL, 
	outcome VARCHAR NOT NULL, 
	trouble VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	requests INTEGER NOT NULL, 
	bytes BIGINT NOT NULL, 
	unchanged INTEGER NOT NULL, 
	counts TEXT NOT NULL, 
	details TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_addresses_announcement ON addresses (announcement);
CREATE INDEX ix_announcements_changed ON announcements (changed, id);
CREATE INDEX ix_announcements_cluster ON announcements (cluster);
CREATE INDEX ix_announcements_kind ON announcements (kind, status, ordered, id);
CREATE INDEX ix_announcements_news ON announcements (status, ordered, id);
CREATE INDEX ix_announcements_place ON announcements (voivodeship, status, ordered, id);
CREATE INDEX ix_announcements_source ON announcements (source, status, ordered, id);
CREATE INDEX ix_announcements_titled ON announcements (source, titled);
CREATE INDEX ix_announcements_wording ON announcements (source, wording);
CREATE INDEX ix_announcements_words ON announcements (words);
CREATE INDEX ix_awards_beneficiary_source ON awards (beneficiary_source);
CREATE INDEX ix_awards_programme ON awards (programme, edition);
CREATE INDEX ix_corrections_made ON corrections (made);
CREATE INDEX ix_mentions_programme ON mentions (programme);
CREATE INDEX ix_tags_announcement ON tags (announcement);
CREATE INDEX ix_tags_feed ON tags (programme, ordered, announcement);
CREATE INDEX ix_tombstones_announcement ON tombstones (announcement);
CREATE INDEX ix_tombstones_wording ON tombstones (source, wording);
CREATE INDEX ix_typed_dates_role ON typed_dates (role, value);
CREATE INDEX ix_snapshots_digest ON snapshots (digest);
CREATE INDEX ix_snapshots_source ON snapshots (source);
CREATE INDEX ix_source_states_due ON source_states (due);
CREATE INDEX ix_validators_source ON validators (source);
CREATE INDEX ix_visits_source ON visits (source, started);
COMMIT;
