package org.cloudmarket.procurement.web.award;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.procurement.store.award.OutcomeType;
import org.cloudmarket.wire.codec.MessageCodec;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Discriminator;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Says of each type of outcome which fields it has, field by field as the topic {@code awards} has
 * them: both are read from the codecs.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OutcomeSchemas implements OASFilter {

  private static final String TYPE = "type";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components = document.getComponents();
    Schema outcome = components.getSchemas().get(AwardItem.SCHEMA);
    Discriminator discriminator = OASFactory.createDiscriminator().propertyName(TYPE);
    outcome.setType(null);
    for (OutcomeType type : OutcomeType.values()) {
      String name = inCapitals(type);
      components.addSchema(name, schema(type));
      Schema reference = OASFactory.createSchema().ref(name);
      outcome.addOneOf(reference);
      discriminator.addMapping(type.id(), reference.getRef());
    }
    outcome.setDiscriminator(discriminator);
  }

  /** Of contract-awarded, ContractAwarded. */
  private static String inCapitals(Kebab word) {
    return Arrays.stream(word.id().split("-"))
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }

  private static Schema schema(OutcomeType type) {
    ObjectNode record = MessageCodec.schema(type.id());
    Schema schema = schema(record);
    schema.addRequired(TYPE);
    schema.addProperty(
        TYPE, OASFactory.createSchema().addType(SchemaType.STRING).addEnumeration(type.id()));
    return schema;
  }

  private static Schema schema(JsonNode said) {
    Schema schema = OASFactory.createSchema();
    Iterable<JsonNode> types =
        said.path(TYPE).isArray() ? said.path(TYPE) : List.of(said.path(TYPE));
    types.forEach(
        type -> schema.addType(SchemaType.valueOf(type.asText().toUpperCase(Locale.ROOT))));
    if (said.has("pattern")) {
      schema.setPattern(said.path("pattern").asText());
    }
    if (said.has("format")) {
      schema.setFormat(said.path("format").asText());
    }
    if (said.has("items")) {
      schema.setItems(schema(said.path("items")));
    }
    said.path("enum").forEach(each -> schema.addEnumeration(each.asText()));
    said.path("required").forEach(each -> schema.addRequired(each.asText()));
    said.path("properties")
        .properties()
        .forEach(field -> schema.addProperty(field.getKey(), schema(field.getValue())));
    return schema;
  }
}
