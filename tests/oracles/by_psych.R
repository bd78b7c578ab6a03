# What the R package psych (GPL, never shipped) says of tables of ratings: one CSV a table in the folder given, no header.
# Prints a line a figure: table, statistic, estimate, standard error or NA, lower end or NA, upper end or NA.
suppressWarnings(suppressMessages(library(psych)))
folder <- commandArgs(trailingOnly = TRUE)[1]
say <- function(...) cat(paste(sapply(list(...), function(x) if (is.numeric(x)) format(x, digits = 15) else x), collapse = ","), "\n", sep = "")

for (path in sort(list.files(folder, pattern = "[.]csv$", full.names = TRUE))) {
  name <- sub("[.]csv$", "", basename(path))
  x <- as.matrix(read.csv(path, header = FALSE))
  scale <- seq_len(max(x) + 1) - 1
  table <- table(factor(x[, 1], scale), factor(x[, 2], scale))
  q <- length(scale)
  linear <- 1 - abs(outer(scale, scale, "-")) / (q - 1)
  for (weights in c("quadratic", "linear")) {
    found <- if (weights == "linear") cohen.kappa(table, w = linear) else cohen.kappa(table)
    if (weights == "quadratic") say(name, "identity", found$kappa, sqrt(found$var.kappa), NA, NA)
    say(name, weights, found$weighted.kappa, sqrt(found$var.weighted), NA, NA)
  }
  icc <- ICC(x, lmer = FALSE)$results
  for (i in seq_len(nrow(icc))) say(name, icc$type[i], icc$ICC[i], NA, icc[i, "lower bound"], icc[i, "upper bound"])
  a <- suppressMessages(suppressWarnings(alpha(x, check.keys = FALSE, warnings = FALSE)))
  say(name, "alpha", a$total$raw_alpha, NA, a$feldt$lower.ci[[1]], a$feldt$upper.ci[[1]])
}
