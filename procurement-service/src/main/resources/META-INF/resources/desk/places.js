// Where cities lie: the provinces of mainland China and the states of the Union, each as a tile in a grid that keeps who is
// whose neighbour as far as equal tiles can. Tiles are [code, name, column, row]; codes are those of ISO 3166.

const CHINA = {
  region: 'province',
  tiles: [
    ['HL', 'Heilongjiang', 8, 0],
    ['NM', 'Inner Mongolia', 5, 1], ['LN', 'Liaoning', 7, 1], ['JL', 'Jilin', 8, 1],
    ['XJ', 'Xinjiang', 0, 2], ['GS', 'Gansu', 2, 2], ['NX', 'Ningxia', 3, 2], ['SX', 'Shanxi', 4, 2], ['HE', 'Hebei', 5, 2], ['BJ', 'Beijing', 6, 2], ['TJ', 'Tianjin', 7, 2],
    ['QH', 'Qinghai', 1, 3], ['SN', 'Shaanxi', 3, 3], ['HA', 'Henan', 4, 3], ['SD', 'Shandong', 5, 3], ['JS', 'Jiangsu', 6, 3],
    ['XZ', 'Tibet', 0, 4], ['SC', 'Sichuan', 2, 4], ['CQ', 'Chongqing', 3, 4], ['HB', 'Hubei', 4, 4], ['AH', 'Anhui', 5, 4], ['ZJ', 'Zhejiang', 6, 4], ['SH', 'Shanghai', 7, 4],
    ['YN', 'Yunnan', 2, 5], ['GZ', 'Guizhou', 3, 5], ['HN', 'Hunan', 4, 5], ['JX', 'Jiangxi', 5, 5], ['FJ', 'Fujian', 6, 5],
    ['GX', 'Guangxi', 3, 6], ['GD', 'Guangdong', 4, 6], ['HI', 'Hainan', 3, 7],
  ],
  cities: {
    HL: ['harbin'], NM: ['hohhot'], LN: ['dalian', 'shenyang'], JL: ['changchun'], XJ: ['urumqi'], GS: ['lanzhou'], NX: ['yinchuan'], SX: ['taiyuan'],
    HE: ['tangshan', 'shijiazhuang'], BJ: ['beijing'], TJ: ['tianjin'], SN: ['xian'], HA: ['zhengzhou', 'luoyang'], SD: ['qingdao', 'jinan', 'yantai', 'weifang', 'linyi'],
    JS: ['suzhou', 'nanjing', 'wuxi', 'nantong', 'changzhou', 'xuzhou', 'yangzhou', 'yancheng', 'taizhou-jiangsu', 'zhenjiang'],
    SC: ['chengdu'], CQ: ['chongqing'], HB: ['wuhan', 'xiangyang', 'yichang'], AH: ['hefei'], ZJ: ['hangzhou', 'ningbo', 'wenzhou', 'shaoxing', 'jiaxing', 'taizhou-zhejiang', 'jinhua'],
    SH: ['shanghai'], YN: ['kunming'], GZ: ['guiyang'], HN: ['changsha'], JX: ['nanchang'], FJ: ['quanzhou', 'fuzhou', 'xiamen'], GX: ['nanning'],
    GD: ['shenzhen', 'guangzhou', 'foshan', 'dongguan', 'huizhou', 'zhuhai'], HI: ['haikou'],
  },
};

const UNION = {
  region: 'state of the Union',
  tiles: [
    ['SE', 'Sweden', 5, 0], ['FI', 'Finland', 6, 0],
    ['DK', 'Denmark', 4, 1], ['EE', 'Estonia', 6, 1],
    ['IE', 'Ireland', 0, 2], ['NL', 'Netherlands', 3, 2], ['DE', 'Germany', 4, 2], ['PL', 'Poland', 5, 2], ['LV', 'Latvia', 6, 2],
    ['BE', 'Belgium', 2, 3], ['LU', 'Luxembourg', 3, 3], ['CZ', 'Czechia', 4, 3], ['SK', 'Slovakia', 5, 3], ['LT', 'Lithuania', 6, 3],
    ['FR', 'France', 2, 4], ['AT', 'Austria', 4, 4], ['HU', 'Hungary', 5, 4], ['RO', 'Romania', 6, 4],
    ['PT', 'Portugal', 0, 5], ['ES', 'Spain', 1, 5], ['IT', 'Italy', 3, 5], ['SI', 'Slovenia', 4, 5], ['HR', 'Croatia', 5, 5], ['BG', 'Bulgaria', 6, 5],
    ['MT', 'Malta', 3, 6], ['GR', 'Greece', 6, 6], ['CY', 'Cyprus', 7, 6],
  ],
  cities: {
    SE: ['stockholm'], FI: ['helsinki'], DK: ['copenhagen'], IE: ['dublin'], NL: ['amsterdam'], DE: ['berlin'], PL: ['warsaw'], BE: ['brussels'], CZ: ['prague'],
    FR: ['paris'], AT: ['vienna'], PT: ['lisbon'], ES: ['madrid'], IT: ['rome'],
  },
};

/**
 * The map on which the cities of a scenario lie: {region, regions, elsewhere}. Region is what a tile is called; regions are
 * {code, name, column, row, cities}, with those cities that the scenario has; elsewhere are the cities that the map does not
 * know. Null where it knows none.
 *
 * @param cities ids
 */
export function mapOf(cities) {
  const maps = [CHINA, UNION].map(({ region: called, tiles, cities: known }) => {
    const regions = tiles.map(([code, name, column, row]) => ({ code, name, column, row, cities: (known[code] ?? []).filter((city) => cities.includes(city)) }));
    const placed = new Set(regions.flatMap((region) => region.cities));
    return { region: called, regions, elsewhere: cities.filter((city) => !placed.has(city)) };
  });
  const best = maps.reduce((one, other) => (other.elsewhere.length < one.elsewhere.length ? other : one));
  return best.elsewhere.length < cities.length ? best : null;
}
