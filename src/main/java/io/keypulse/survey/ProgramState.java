package io.keypulse.survey;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("SurveyProgramState")
public enum ProgramState {
  @Description("Opens waves by itself.")
  ACTIVE,
  @Description(
      "Opens none by itself until it is resumed, only by waveOpen; what falls into the pause is left out.")
  PAUSED,
  @Description("Opens none any more.")
  RETIRED
}
