"""What people ask and type on the screens of the appraisal: shape and wording, nothing stored."""
