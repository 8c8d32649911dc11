package org.cloudmarket.procurement.web;

import java.util.List;

/**
 * What came of a tender.
 *
 * @param outcomes the newest last
 */
record TenderView(String tender, List<AwardItem> outcomes) {}
