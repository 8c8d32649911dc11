package org.cloudmarket.procurement.web.award;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.wire.codec.MessageCodec;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An outcome, as people see it: its record, and of which type that is. */
@Schema(
    name = AwardItem.SCHEMA,
    type = SchemaType.OBJECT,
    description = "A record of the topic awards, with its type")
public final class AwardItem {

  /** What the document of the addresses calls it. */
  static final String SCHEMA = "Outcome";

  @Schema(hidden = true)
  private final String json;

  private AwardItem(String json) {
    this.json = json;
  }

  /** Items in the order of the outcomes. */
  public static List<AwardItem> of(List<Stored> outcomes) {
    MessageCodec codec = new MessageCodec();
    return outcomes.stream().map(stored -> of(stored, codec)).toList();
  }

  private static AwardItem of(Stored stored, MessageCodec codec) {
    // It is an object with fields, and has no type among them.
    return new AwardItem(
        "{\"type\":\"" + stored.type() + "\"," + stored.record(codec).substring(1));
  }

  /** JSON as it is. */
  @JsonValue
  @JsonRawValue
  String json() {
    return json;
  }
}
