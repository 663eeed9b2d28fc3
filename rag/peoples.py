"""Countries and regions with the words for their people, and the capitals that stand for them.

A capital stands for its country's government where it does something ("Vienna wants"), not where
something is ("in Vienna"). Countries that `lexicon.PLACE` has already are not repeated.
"""

_PEOPLES = """
afghanistan afghan afghans
africa african africans
albania albanian albanians
algeria algerian algerians
andorra andorran
angola angolan angolans
armenia armenian armenians
asia asian asians
azerbaijan azerbaijani azerbaijanis azeri
bahamas bahamian bahamians
bahrain bahraini bahrainis
bangladesh bangladeshi bangladeshis
barbados barbadian barbadians
basque basques
bavaria bavarian bavarians
belarus belarusian belarusians
belize belizean belizeans
benin beninese
bermuda bermudian bermudan
bhutan bhutanese
bolivia bolivian bolivians
bosnia bosnian bosnians
botswana botswanan
brunei bruneian
bulgaria bulgarian bulgarians
burkina burkinabe
burundi burundian burundians
california californian californians
cambodia cambodian cambodians khmer
cameroon cameroonian cameroonians
catalonia catalan catalans
chad chadian chadians
chechnya chechen chechens
comoros comorian comorians
congo congolese
corsica corsican corsicans
crete cretan cretans
crimea crimean crimeans
croatia croatian croatians croat croats
cuba cuban cubans
cyprus cypriot cypriots
czechia czech czechs
djibouti djiboutian
dominican dominicans
england english englishman
eritrea eritrean eritreans
estonia estonian estonians
ethiopia ethiopian ethiopians
faroe faroese
fiji fijian fijians
flanders flemish
gabon gabonese
gambia gambian gambians
gaza gazan gazans
georgia georgian georgians
ghana ghanaian ghanaians
greenland greenlandic greenlander greenlanders
guatemala guatemalan guatemalans
guinea guinean guineans
guyana guyanese
haiti haitian haitians
honduras honduran hondurans
iceland icelandic icelander icelanders
jamaica jamaican jamaicans
jordan jordanian jordanians
kashmir kashmiri kashmiris
kazakhstan kazakh kazakhs kazakhstani
kosovo kosovar kosovan kosovars
kurdistan kurdish kurd kurds
kyrgyzstan kyrgyz
lanka lankan lankans
laos lao laotian laotians
lapland lapp
latvia latvian latvians
lebanon lebanese
lesotho basotho
liberia liberian liberians
libya libyan libyans
liechtenstein liechtensteiner
lithuania lithuanian lithuanians
lombardy lombard
luxembourg luxembourgish luxembourger luxembourgers
macedonia macedonian macedonians
madagascar malagasy
malawi malawian malawians
malaysia malaysian malaysians
maldives maldivian maldivians
mali malian malians
malta maltese
mauritania mauritanian mauritanians
mauritius mauritian mauritians
moldova moldovan moldovans
monaco monegasque
mongolia mongolian mongolians mongol
montenegro montenegrin montenegrins
morocco moroccan moroccans
mozambique mozambican mozambicans
myanmar burmese burma
namibia namibian namibians
nepal nepali nepalese nepalis
nicaragua nicaraguan nicaraguans
niger nigerien nigeriens
oman omani omanis
palestine palestinian palestinians
panama panamanian panamanians
papua papuan papuans
paraguay paraguayan paraguayans
provence provencal
prussia prussian
qatar qatari qataris
quebec québec quebecer quebecers quebecker québécois quebecois
rica rican ricans
rico
romania romanian romanians
rwanda rwandan rwandans
salvador salvadoran salvadorans salvadorean
samoa samoan samoans
sardinia sardinian sardinians
saxony saxon
scandinavia scandinavian scandinavians nordic
scotland scottish scots scot
senegal senegalese
serbia serbian serbians serb serbs
seychelles seychellois
siberia siberian
sicily sicilian sicilians
singapore singaporean singaporeans
slovakia slovak slovaks slovakian
slovenia slovenian slovene slovenes slovenians
somalia somali somalis
sudan sudanese
suriname surinamese
swaziland swazi eswatini
syria syrian syrians
tajikistan tajik tajiks
tanzania tanzanian tanzanians
texas texan texans
tibet tibetan tibetans
timor timorese
togo togolese
tonga tongan tongans
tunisia tunisian tunisians
turkmenistan turkmen
tuscany tuscan
uganda ugandan ugandans
emirates emirati emiratis
uruguay uruguayan uruguayans
uzbekistan uzbek uzbeks
vatican
wales welsh welshman
yemen yemeni yemenis
zambia zambian zambians
zanzibar zanzibari
zimbabwe zimbabwean zimbabweans
"""
PEOPLE: dict[str, str] = {
    word: line.split()[0] for line in _PEOPLES.strip().splitlines() for word in line.split()
}

_CAPITALS = """
kabul:afghanistan tirana:albania algiers:algeria luanda:angola yerevan:armenia canberra:australia
vienna:austria baku:azerbaijan nassau:bahamas manama:bahrain dhaka:bangladesh bridgetown:barbados
minsk:belarus brussels:belgium thimphu:bhutan sarajevo:bosnia gaborone:botswana sofia:bulgaria
brasília:brazil brasilia:brazil ouagadougou:burkina phnom:cambodia yaoundé:cameroon yaounde:cameroon
santiago:chile bogotá:colombia bogota:colombia kinshasa:congo zagreb:croatia havana:cuba
nicosia:cyprus prague:czechia copenhagen:denmark quito:ecuador cairo:egypt asmara:eritrea
tallinn:estonia addis:ethiopia helsinki:finland paris:france libreville:gabon banjul:gambia
tbilisi:georgia berlin:germany accra:ghana athens:greece conakry:guinea georgetown:guyana
tegucigalpa:honduras budapest:hungary reykjavik:iceland reykjavík:iceland delhi:india
jakarta:indonesia tehran:iran baghdad:iraq dublin:ireland jerusalem:israel rome:italy
kingston:jamaica amman:jordan astana:kazakhstan nairobi:kenya pristina:kosovo bishkek:kyrgyzstan
vientiane:laos riga:latvia beirut:lebanon maseru:lesotho monrovia:liberia tripoli:libya
vilnius:lithuania skopje:macedonia antananarivo:madagascar lilongwe:malawi bamako:mali
valletta:malta nouakchott:mauritania chișinău:moldova chisinau:moldova ulaanbaatar:mongolia
podgorica:montenegro rabat:morocco maputo:mozambique naypyidaw:myanmar windhoek:namibia
kathmandu:nepal hague:netherlands amsterdam:netherlands wellington:zealand managua:nicaragua
niamey:niger abuja:nigeria oslo:norway muscat:oman islamabad:pakistan asunción:paraguay
asuncion:paraguay lima:peru manila:philippines warsaw:poland lisbon:portugal doha:qatar
bucharest:romania kigali:rwanda riyadh:saudi dakar:senegal belgrade:serbia freetown:sierra
bratislava:slovakia ljubljana:slovenia mogadishu:somalia pretoria:africa seoul:korea pyongyang:korea
madrid:spain colombo:lanka khartoum:sudan paramaribo:suriname stockholm:sweden bern:switzerland
berne:switzerland damascus:syria taipei:taiwan dushanbe:tajikistan dodoma:tanzania bangkok:thailand
lomé:togo lome:togo tunis:tunisia ankara:turkey ashgabat:turkmenistan kampala:uganda kyiv:ukraine
kiev:ukraine london:uk montevideo:uruguay tashkent:uzbekistan caracas:venezuela hanoi:vietnam
sanaa:yemen lusaka:zambia harare:zimbabwe edinburgh:scotland cardiff:wales
"""
CAPITAL: dict[str, str] = dict(pair.split(":") for pair in _CAPITALS.split())
