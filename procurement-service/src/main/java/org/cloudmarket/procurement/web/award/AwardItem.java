package org.cloudmarket.procurement.web.award;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An outcome, as people see it: its record, and of which type that is. */
@Schema(
    name = "Outcome",
    type = SchemaType.OBJECT,
    description = "A record of the topic awards, with its type")
public final class AwardItem {

  @Schema(hidden = true)
  private final String json;

  private AwardItem(String json) {
    this.json = json;
  }

  public static AwardItem of(Stored stored) {
    String record = stored.record();
    // It is an object with fields, and has no type among them: else it would not be in the store.
    return new AwardItem(
        "{\"type\":\"" + stored.type() + "\"," + record.substring(record.indexOf('{') + 1));
  }

  /** JSON as it is. */
  @JsonValue
  @JsonRawValue
  String json() {
    return json;
  }
}
