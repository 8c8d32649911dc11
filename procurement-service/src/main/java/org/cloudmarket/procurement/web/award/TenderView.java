package org.cloudmarket.procurement.web.award;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What came of a tender, and why.
 *
 * @param outcomes the newest last
 * @param why the newest is what it is; left out where nobody wants to know, and where only the log
 *     has such a tender
 */
@Schema(name = "Tender")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenderView(String tender, List<AwardItem> outcomes, Why why) {}
