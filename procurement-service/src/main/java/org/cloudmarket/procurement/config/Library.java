package org.cloudmarket.procurement.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.cloudmarket.log.scenario.DocumentLibrary;

/** The scenarios that a run can be ordered of by name. */
final class Library {

  @Produces
  @Singleton
  DocumentLibrary library() {
    return DocumentLibrary.shipped();
  }
}
