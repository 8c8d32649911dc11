package org.cloudmarket.procurement.web;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of a tender.
 *
 * @param outcomes the newest last
 */
@Schema(name = "Tender")
record TenderView(String tender, List<AwardItem> outcomes) {}
