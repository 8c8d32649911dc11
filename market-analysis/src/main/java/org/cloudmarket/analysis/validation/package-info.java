/**
 * The scorecard: which published figure is compared with which study and how, what comes of it, and
 * how it is told. A row is one declaration; whether it holds is found from the data and the runs.
 */
package org.cloudmarket.analysis.validation;
